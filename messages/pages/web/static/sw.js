// Rings for the page: a push carries nothing, so all it can say is that a message waits; it keeps and fetches nothing.
"use strict";

const page = new URL("../", self.registration.scope).href;
const english = (self.navigator.language || "").toLowerCase().indexOf("en") === 0;
const words = english ? ["Xintiao", "You have a new message"] : ["信调", "您有一条新消息"];

self.addEventListener("push", (event) => {
  event.waitUntil(self.registration.showNotification(words[0], {
    body: words[1],
    icon: "icon.svg",
    lang: english ? "en" : "zh-CN",
    tag: "message", // one sign, however many messages wait
    renotify: true
  }));
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil((async () => {
    const open = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
    const found = open.find((one) => one.url.indexOf(page) === 0);
    return found ? found.focus() : self.clients.openWindow(page);
  })());
});
