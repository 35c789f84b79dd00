// The conversation on the page: puts lines where they belong and keeps the reader's place; the scripts beside it send and hear.
"use strict";

window.xintiao = (function () {
  const body = document.body;
  const page = {
    base: body.dataset.base,
    csrf: body.dataset.csrf,
    words: JSON.parse(body.dataset.words),
    last: body.dataset.cursor, // where the lines that we have end
    follow: false // the reader has just said something and waits for the answer
  };
  const root = document.documentElement;
  const lines = document.getElementById("lines");
  const newest = document.getElementById("newest");
  const below = document.getElementById("below");
  const title = document.title;

  page.fill = (words, given) => words.replace("{}", () => given);

  // what is kept belongs to this login: whoever comes in next must neither see nor send it
  const login = page.base + page.csrf.slice(0, 16);
  page.keep = (name, value) => {
    try {
      if (value === null) { sessionStorage.removeItem(name + login); } else { sessionStorage.setItem(name + login, value); }
    } catch (nothing) { /* a private window keeps nothing; the page works all the same */ }
  };
  page.kept = (name) => {
    try { return sessionStorage.getItem(name + login); } catch (nothing) { return null; }
  };

  function atEnd() {
    return root.scrollHeight - (window.pageYOffset + window.innerHeight) < 160;
  }

  function toEnd() {
    window.scrollTo(0, root.scrollHeight);
    below.hidden = true;
  }

  function fits(turn) {
    const taken = document.querySelector(".answering").offsetHeight + document.querySelector(".top").offsetHeight;
    return turn.offsetHeight < window.innerHeight - taken - 24;
  }

  function divide(turn) {
    const old = document.getElementById("unread");
    if (old) { old.parentNode.removeChild(old); }
    const mark = document.createElement("p");
    const words = document.createElement("span");
    mark.className = "unread";
    mark.id = "unread";
    words.textContent = page.words.unread;
    mark.appendChild(words);
    turn.insertBefore(mark, turn.querySelector(".line"));
  }

  function bare(line) {
    const copy = line.cloneNode(true);
    copy.removeChild(copy.querySelector(".after"));
    return copy.outerHTML;
  }

  // only what changed is put anew, so that a screen reader does not read a whole letter twice
  function renew(old, turn) {
    const was = old.querySelector(".line");
    const now = turn.querySelector(".line");
    const held = was.contains(document.activeElement);
    if (bare(was) === bare(now)) {
      was.replaceChild(now.querySelector(".after"), was.querySelector(".after"));
    } else {
      old.replaceChild(now, was);
    }
    if (held) {
      const line = old.querySelector(".line");
      line.tabIndex = -1;
      line.focus({ preventScroll: true });
    }
  }

  let away = false; // whether something came that the reader has not looked at yet

  function append(turn) {
    const ended = atEnd();
    const own = turn.classList.contains("mine");
    const days = lines.querySelectorAll(".day");
    const day = turn.querySelector(".day");
    if (day && days.length && days[days.length - 1].textContent === day.textContent) { turn.removeChild(day); }
    const none = lines.querySelector(".none");
    if (none) { lines.removeChild(none); }
    turn.classList.add("fresh");
    lines.appendChild(turn);
    if (own) {
      page.follow = true;
      toEnd();
      return;
    }
    if (!away && !page.follow && (document.hidden || !ended)) {
      divide(turn);
      away = true;
    }
    if (document.hidden) { document.title = page.fill(page.words.new_title, title); }
    if ((page.follow || ended) && !document.hidden) {
      // a long letter is read from its beginning
      if (fits(turn)) { toEnd(); } else { turn.scrollIntoView(); page.follow = false; }
    } else if (!atEnd()) {
      below.hidden = false;
    }
  }

  page.put = (id, html) => {
    const made = document.createElement("template");
    made.innerHTML = html; // made by the server alone
    const turn = made.content.firstElementChild;
    const old = document.getElementById(id);
    if (old) { renew(old, turn); } else { append(turn); }
  };

  function prepend(link) {
    link.setAttribute("aria-busy", "true");
    fetch(link.href, { credentials: "same-origin" }).then((answer) => answer.text()).then((text) => {
      const other = new DOMParser().parseFromString(text, "text/html");
      const first = lines.firstElementChild;
      const from = first.getBoundingClientRect().top;
      Array.prototype.forEach.call(other.querySelectorAll("#lines > .turn"), (turn) => {
        if (!document.getElementById(turn.id)) { lines.insertBefore(document.importNode(turn, true), first); }
      });
      const next = other.getElementById("earlier");
      const day = first.querySelector(".day");
      const days = Array.prototype.filter.call(lines.querySelectorAll(".day"), (one) => day && one.textContent === day.textContent);
      if (days.length > 1) { first.removeChild(day); }
      if (next) { link.href = next.getAttribute("href"); } else { link.parentNode.parentNode.removeChild(link.parentNode); }
      link.removeAttribute("aria-busy");
      window.scrollBy(0, first.getBoundingClientRect().top - from);
    }).catch(() => { window.location.href = link.href; });
  }

  const earlier = document.getElementById("earlier");
  if (earlier && window.fetch && window.DOMParser) {
    earlier.addEventListener("click", (event) => { event.preventDefault(); prepend(earlier); });
  }
  below.addEventListener("click", () => {
    toEnd();
    newest.focus({ preventScroll: true });
  });
  window.addEventListener("scroll", () => { if (atEnd()) { below.hidden = true; } }, { passive: true });
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) { document.title = title; }
  });

  page.said = () => {
    page.follow = true;
    away = false;
  };

  root.classList.add("js");
  if ("scrollRestoration" in history) { history.scrollRestoration = "manual"; }
  const unread = document.getElementById("unread");
  window.addEventListener("load", () => {
    root.style.scrollPaddingTop = document.querySelector(".top").offsetHeight + 4 + "px"; // a long name takes more lines
    if (unread) { unread.scrollIntoView(); } else { toEnd(); }
  });
  return page;
})();
