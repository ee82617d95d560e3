// A page served by Voilà: its own kernel answers, over a comm to what the notebook's cell made.
// Speaks Jupyter's messages itself: JupyterLab's scripts, four megabytes of them, are not needed for that.

import { openWith } from "./live.js";

const STOPPED = "Le calculateur s’est arrêté : la page est restée longtemps sans servir, ou la connexion est coupée. ";
const ROUND = 30_000; // milliseconds between two looks at whether the kernel is still there

const session = crypto.randomUUID?.() ?? String(Math.random()).slice(2); // plain http has no randomUUID
let count = 0;

/** What the page says of its kernel, last: the page is parsed once the kernel has run the notebook. */
const told = new Promise((tell) => {
  const read = () => {
    const found = document.getElementById("tpe-kernel");
    if (found) tell(JSON.parse(found.textContent));
  };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", read);
  else read();
});

function message(type, content) {
  const header = { msg_id: `${session}-${(count += 1)}`, msg_type: type, username: "", session, date: new Date().toISOString(), version: "5.3" };
  return { channel: "shell", header, parent_header: {}, metadata: {}, content };
}

function connect(hear, exploration) {
  let send = null;
  let last = null; // the question that has no answer yet: its identifier
  const waiting = [];
  const comm = `${session}-${exploration}`;
  const stopped = () => hear({ failed: STOPPED });
  told.then(({ base, kernel }) => {
    const socket = new WebSocket(new URL(`${base}api/kernels/${kernel}/channels?session_id=${session}`, location.href.replace(/^http/, "ws")));
    const post = (asked) => socket.send(JSON.stringify(asked));
    socket.addEventListener("open", () => {
      post(message("comm_open", { comm_id: comm, target_name: `tpe.explorer.${exploration}`, data: {} }));
      send = (question) => {
        const asked = message("comm_msg", { comm_id: comm, data: question });
        last = asked.header.msg_id;
        post(asked);
      };
      waiting.splice(0).forEach(send);
    });
    socket.addEventListener("message", ({ data }) => {
      if (typeof data !== "string") return;
      const { msg_type: type, parent_header: parent, content } = JSON.parse(data);
      if (!last || parent?.msg_id !== last) return;
      if (type === "comm_msg" && content.comm_id === comm) {
        last = null;
        hear(content.data);
      } else if (type === "status" && content.execution_state === "idle") stopped();
    });
    watch(`${base}api/kernels/${kernel}`, socket, stopped);
    giveBack(`${base}voila/api/shutdown/${kernel}`);
  });
  return (question) => (send ? send(question) : waiting.push(question));
}

/** A calculator left alone is closed by the server: the page must say so, since its sliders no longer answer. */
function watch(address, socket, stopped) {
  let left = false;
  const look = async () => {
    if (document.hidden || left) return;
    const there = await fetch(address).then(
      (answer) => answer.ok,
      () => false,
    );
    if (there && socket.readyState <= WebSocket.OPEN) return;
    clearInterval(round);
    if (!left) stopped();
  };
  const round = setInterval(look, ROUND);
  addEventListener("pagehide", () => (left = true));
  document.addEventListener("visibilitychange", look);
  socket.addEventListener("close", look);
}

/** The memory of a visitor is given back as soon as they leave; who comes back by the « back » button begins anew. */
function giveBack(address) {
  addEventListener("pagehide", () => {
    const form = new FormData();
    form.append("_xsrf", document.cookie.match(/\b_xsrf=([^;]*)/)?.[1] ?? "");
    navigator.sendBeacon(address, form);
  });
  addEventListener("pageshow", ({ persisted }) => persisted && location.reload());
}

openWith(connect);
