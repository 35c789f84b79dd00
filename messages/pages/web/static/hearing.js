// Hears new lines as they come, and after every break goes on after the last one that it has; says so plainly meanwhile.
"use strict";

(function (page) {
  const words = page.words;
  const state = document.getElementById("state");
  const LONGEST_WAIT = 30000;
  let source = null;
  let wait = 1000;
  let timer = 0;
  let signTimer = 0;
  let troubled = false;
  let hiddenAt = 0;

  function say(what) {
    if (state.textContent !== what) { state.textContent = what; }
  }

  function trouble() {
    clearTimeout(signTimer);
    if (navigator.onLine === false) { troubled = true; say(words.offline); return; }
    // a short break is nobody's business
    signTimer = setTimeout(() => { troubled = true; say(words.reconnecting); }, troubled ? 0 : 2500);
  }

  function well() {
    clearTimeout(signTimer);
    wait = 1000;
    if (troubled) {
      troubled = false;
      say(words.connected);
      signTimer = setTimeout(() => say(""), 3000);
    }
  }

  function stop() {
    clearTimeout(timer);
    if (source) { source.close(); source = null; }
  }

  function listen() {
    stop();
    source = new EventSource(page.base + "/lines?after=" + encodeURIComponent(page.last));
    source.onopen = () => { well(); page.online(); };
    source.onerror = () => {
      stop();
      trouble();
      timer = setTimeout(listen, wait * (0.75 + Math.random() / 2));
      wait = Math.min(wait * 2, LONGEST_WAIT);
    };
    source.addEventListener("line", (event) => {
      const line = JSON.parse(event.data);
      page.put(line.id, line.html);
      page.last = event.lastEventId || page.last;
    });
    source.addEventListener("reload", () => window.location.reload());
    source.addEventListener("gone", () => {
      stop();
      page.keep("xintiao-draft", null);
      page.keep("xintiao-pending", null);
      window.location.reload();
    });
  }

  if (!window.EventSource || !page.last) { return; } // an earlier page is not followed by news
  page.hear = () => { if (!source) { listen(); } };
  window.addEventListener("online", () => { wait = 1000; listen(); });
  window.addEventListener("offline", trouble);
  window.addEventListener("pagehide", stop);
  window.addEventListener("pageshow", (event) => { if (event.persisted) { listen(); } });
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) { hiddenAt = Date.now(); return; }
    // a phone that slept may not know yet that its connection is dead
    if (!source || Date.now() - hiddenAt > 30000) { wait = 1000; listen(); }
  });
  if (navigator.onLine === false) { trouble(); }
  listen();
})(window.xintiao);
