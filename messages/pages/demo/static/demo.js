// Makes the demo's page nicer: the time moves without a reload, and the tour goes step by step. All works without it.
(function () {
  "use strict";

  var form = document.getElementById("time");
  var said = document.getElementById("said");
  var now = document.getElementById("now");
  var texts = document.getElementById("texts");

  function show(state) {
    now.textContent = state.words;
    now.setAttribute("datetime", state.iso);
    document.getElementById("no-texts").hidden = state.texts.length > 0;
    texts.replaceChildren.apply(texts, state.texts.map(function (one) {
      var item = document.createElement("li");
      var to = document.createElement("b");
      to.textContent = texts.getAttribute("data-to") + " " + one.to;
      var link = document.createElement("a");
      link.href = link.textContent = one.link;
      link.target = "_blank";
      link.rel = "noopener";
      item.append(to, " " + one.text, link);
      return item;
    }));
  }

  function ask(method, body) {
    return fetch("/time", { method: method, body: body, headers: { "X-Requested-With": "fetch" } }).then(function (answer) {
      if (!answer.ok) { throw new Error(String(answer.status)); }
      return answer.json();
    });
  }

  form.addEventListener("submit", function (event) {
    event.preventDefault();
    var buttons = Array.from(form.querySelectorAll("button"));
    var body = new URLSearchParams(new FormData(form));
    var pressed = event.submitter;
    body.set("to", pressed ? pressed.value : "next");
    said.textContent = form.getAttribute("data-moving");
    said.classList.remove("failed");
    buttons.forEach(function (one) { one.disabled = true; });
    ask("POST", body).then(function (state) {
      show(state);
      said.textContent = form.getAttribute("data-moved") + " " + state.words;
    }).catch(function () {
      said.textContent = form.getAttribute("data-failed");
      said.classList.add("failed");
    }).then(function () {
      buttons.forEach(function (one) { one.disabled = false; });
      if (pressed) { pressed.focus(); }
    });
  });

  setInterval(function () {
    if (!document.hidden) { ask("GET").then(show).catch(function () { /* said by the phones themselves */ }); }
  }, 15000);

  var tour = document.getElementById("tour");
  var steps = Array.from(tour.querySelectorAll("li"));
  var bar = tour.querySelector(".steps");
  var at = 0;

  function point(key) {
    document.querySelectorAll(".phone").forEach(function (one) {
      one.classList.toggle("pointed", one.id === "phone-" + key);
    });
    var tab = document.getElementById("show-" + key);
    if (tab) { tab.checked = true; }
  }

  function step(to) {
    at = Math.min(Math.max(to, 0), steps.length - 1);
    steps.forEach(function (one, place) { one.classList.toggle("here", place === at); });
    bar.querySelector("[data-go=back]").disabled = at === 0;
    bar.querySelector("[data-go=forward]").disabled = at === steps.length - 1;
    if (tour.open) { point(steps[at].getAttribute("data-phone")); }
  }

  bar.addEventListener("click", function (event) {
    var go = event.target.getAttribute("data-go");
    if (go === "close") {
      tour.open = false;
      tour.querySelector("summary").focus();
    } else if (go) {
      step(at + (go === "back" ? -1 : 1));
    }
  });
  tour.addEventListener("toggle", function () {
    if (tour.open) { step(at); } else { point(""); }
    try { sessionStorage.setItem("tour", tour.open ? "open" : "closed"); } catch (full) { /* then it opens again */ }
  });

  bar.hidden = false;
  tour.classList.add("guided");
  try { tour.open = sessionStorage.getItem("tour") !== "closed"; } catch (none) { tour.open = true; }
  step(0);
})();
