// What the reader sets for this browser alone: larger letters, and being rung when a message waits.
"use strict";

(function (page) {
  const root = document.documentElement;
  const menu = document.getElementById("menu");
  const bigger = document.getElementById("bigger");
  const ring = document.getElementById("ring");
  const LARGE = "xintiao-large";

  function stored(value) {
    try {
      if (value === undefined) { return localStorage.getItem(LARGE); }
      localStorage.setItem(LARGE, value);
    } catch (nothing) { /* kept until the next page then */ }
    return value;
  }

  function swap(button) {
    const other = button.dataset.other;
    button.dataset.other = button.textContent;
    button.textContent = other;
  }

  bigger.hidden = false;
  if (stored() === "yes") { root.classList.add("large"); swap(bigger); }
  bigger.addEventListener("click", () => {
    stored(root.classList.toggle("large") ? "yes" : "no");
    swap(bigger);
  });

  document.addEventListener("click", (event) => { if (menu.open && !menu.contains(event.target)) { menu.open = false; } });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && menu.open) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });

  function bytes(key) {
    const read = atob(key.replace(/-/g, "+").replace(/_/g, "/"));
    return Uint8Array.from(read, (one) => one.charCodeAt(0));
  }

  function active(registration) {
    const worker = registration.installing || registration.waiting;
    if (!worker || registration.active) { return registration; }
    return new Promise((done) => worker.addEventListener("statechange", () => { if (worker.state === "activated") { done(registration); } }));
  }

  function subscribe(registration) {
    const key = bytes(ring.dataset.key);
    return registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key }).then((given) => fetch(page.base + "/push", {
      method: "POST",
      credentials: "same-origin",
      headers: { "Content-Type": "application/json", "X-Requested-With": "fetch" },
      body: JSON.stringify({ endpoint: given.endpoint, csrf: page.csrf })
    })).then((answer) => { if (!answer.ok) { throw new Error(String(answer.status)); } });
  }

  if (ring && "serviceWorker" in navigator && "PushManager" in window && "Notification" in window) {
    ring.hidden = Notification.permission === "denied";
    navigator.serviceWorker.getRegistration(ring.dataset.worker).then((known) => known && known.pushManager.getSubscription()).then((given) => {
      if (given && Notification.permission === "granted") { swap(ring); ring.disabled = true; }
    });
    ring.addEventListener("click", () => {
      ring.disabled = true;
      navigator.serviceWorker.register(ring.dataset.worker).then(active).then(subscribe).then(() => swap(ring), () => {
        document.getElementById("outcome").textContent = page.words.ring_refused;
        ring.disabled = false;
      });
    });
  }
})(window.xintiao);
