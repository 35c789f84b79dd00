// Sends what is typed, pressed or chosen; keeps it until the server has said that it is kept, over reloads and lost networks.
"use strict";

(function (page) {
  const words = page.words;
  const form = document.getElementById("say");
  const typed = document.getElementById("typed");
  const file = document.getElementById("file");
  const picked = document.getElementById("picked");
  const outcome = document.getElementById("outcome");
  const progress = document.getElementById("progress");
  const DRAFT = "xintiao-draft", PENDING = "xintiao-pending";
  const LONGEST_WAIT = 30000;

  let pending = null; // what is not known to be kept yet: {fields, file, button}
  let going = false;
  let wait = 1000;
  let timer = 0;
  let signTimer = 0;

  function nonce() {
    const bytes = new Uint8Array(16);
    window.crypto.getRandomValues(bytes);
    return Array.prototype.map.call(bytes, (one) => ("0" + one.toString(16)).slice(-2)).join("");
  }

  function show(what, bad, again) {
    clearTimeout(signTimer);
    outcome.textContent = what;
    outcome.classList.toggle("bad", Boolean(bad));
    if (again) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "button";
      button.textContent = words.try_again;
      button.addEventListener("click", attempt);
      outcome.appendChild(button);
    }
  }

  function grow() {
    typed.style.height = "auto";
    typed.style.height = typed.scrollHeight + 4 + "px";
  }

  // not disabled: the focus would fall off it
  function quiet(button, yes) {
    if (yes) { button.setAttribute("aria-disabled", "true"); } else { button.removeAttribute("aria-disabled"); }
  }

  function held(yes) {
    const button = pending && pending.button;
    if (button && document.contains(button)) {
      const group = button.closest(".buttons, .panel");
      Array.prototype.forEach.call(group.querySelectorAll("form .button"), (one) => { quiet(one, yes); });
      button.classList.toggle("busy", yes);
    }
    if (pending && pending.box) { typed.readOnly = yes; }
    quiet(form.querySelector(".send"), yes);
  }

  function remember() {
    page.keep(PENDING, pending && JSON.stringify({ fields: pending.fields, box: pending.box, file: Boolean(pending.file) }));
  }

  function begin(fields, box, chosen, button) {
    if (going) { return; }
    pending = { fields: fields, box: box, file: chosen, button: button };
    remember();
    page.said();
    attempt();
  }

  function attempt() {
    if (!pending || going) { return; }
    going = true;
    clearTimeout(timer);
    held(true);
    show("");
    signTimer = setTimeout(() => show(words.sending), 700);
    const data = new FormData();
    data.append("csrf", page.csrf);
    Object.keys(pending.fields).forEach((name) => data.append(name, pending.fields[name]));
    if (pending.file) { data.append("file", pending.file, pending.file.name); }
    const request = new XMLHttpRequest();
    request.open("POST", page.base + "/say");
    request.setRequestHeader("X-Requested-With", "fetch");
    request.setRequestHeader("Accept", "application/json");
    if (pending.file) { request.upload.onprogress = uploaded; } else { request.timeout = 20000; }
    request.onload = () => settle(request);
    request.onerror = request.ontimeout = request.onabort = lost;
    request.send(data);
  }

  function uploaded(event) {
    if (!event.lengthComputable) { return; }
    const percent = Math.round(100 * event.loaded / event.total);
    progress.hidden = false;
    progress.firstElementChild.value = percent;
    show(page.fill(words.uploading, percent));
  }

  function settle(request) {
    if (request.status >= 500 || request.status === 0) { lost(); return; }
    if (request.status === 401) {
      page.keep(PENDING, null);
      page.keep(DRAFT, null);
      window.location.reload();
      return;
    }
    const done = request.status < 300;
    const was = pending;
    going = false;
    progress.hidden = true;
    held(false);
    pending = null;
    wait = 1000;
    remember();
    if (!done) {
      let said = "";
      try { said = JSON.parse(request.responseText).words; } catch (nothing) { /* no words of ours */ }
      show(said || words.refused, true);
      return;
    }
    if (was.button && document.contains(was.button)) { quiet(was.button, true); } // until its letter comes anew
    if (was.box) { clear(was); }
    show("✓ " + words.sent);
    signTimer = setTimeout(() => show(""), 4000);
    if (page.hear) { page.hear(); } else { window.location.assign(page.base + "/"); }
  }

  function clear(was) {
    if (typed.value.trim() === was.fields.text) { typed.value = ""; }
    drop();
    page.keep(DRAFT, typed.value || null);
    grow();
  }

  function lost() {
    going = false;
    progress.hidden = true;
    held(false);
    show(words.not_sent, true, true);
    timer = setTimeout(attempt, wait * (0.75 + Math.random() / 2));
    wait = Math.min(wait * 2, LONGEST_WAIT);
  }

  function drop() {
    file.value = "";
    picked.hidden = true;
  }

  function size(bytes) {
    return bytes < 1048576 ? Math.max(1, Math.round(bytes / 1024)) + " KB" : (bytes / 1048576).toFixed(1) + " MB";
  }

  function choose() {
    const one = file.files[0];
    picked.hidden = !one;
    show("");
    if (!one) { return; }
    if (one.size > Number(file.dataset.longest)) { drop(); show(words.too_big, true); return; }
    if (one.type && file.accept.split(",").indexOf(one.type) < 0) { drop(); show(words.wrong_kind, true); return; }
    picked.firstElementChild.textContent = one.name + " · " + size(one.size);
    form.querySelector(".send").focus();
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const text = typed.value.trim();
    const one = file.files[0];
    if (going) { return; }
    if (!text && !one) { show(words.empty, true); typed.focus(); return; }
    // the same words again after a lost answer are the same message; changed words are another
    const same = pending && pending.box && pending.fields.text === text && pending.file === one;
    begin(same ? pending.fields : { ref: nonce(), text: text }, true, one, null);
  });

  // buttons under letters and in the menu; they come and go, so the page listens for them all
  document.addEventListener("submit", (event) => {
    const sent = event.target;
    if (!sent.matches(".press, .command")) { return; }
    event.preventDefault();
    if (going || sent.querySelector("[aria-disabled]")) { return; }
    const fields = { ref: nonce() };
    if (sent.elements.key) { fields.key = sent.elements.key.value; } else { fields.text = sent.elements.text.value; }
    const menu = document.getElementById("menu");
    if (menu.contains(sent)) { menu.open = false; menu.querySelector("summary").focus({ preventScroll: true }); }
    begin(fields, false, undefined, sent.classList.contains("press") ? sent.querySelector(".button") : null);
  });

  typed.addEventListener("input", () => {
    grow();
    page.keep(DRAFT, typed.value || null);
  });
  typed.addEventListener("keydown", (event) => {
    const desk = window.matchMedia && window.matchMedia("(hover: hover) and (pointer: fine)").matches;
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229 || !desk) { return; }
    event.preventDefault();
    form.querySelector(".send").click();
  });
  file.addEventListener("change", choose);
  document.getElementById("drop").addEventListener("click", () => { drop(); typed.focus(); });
  window.addEventListener("online", attempt);
  page.online = attempt;

  // what a reload interrupted goes on with the same ref: the server keeps it once
  typed.value = page.kept(DRAFT) || typed.value;
  grow();
  const before = page.kept(PENDING);
  if (before) {
    pending = JSON.parse(before);
    if (pending.file) {
      pending = null;
      page.keep(PENDING, null);
      show(words.file_lost, true);
    } else {
      attempt();
    }
  }
})(window.xintiao);
