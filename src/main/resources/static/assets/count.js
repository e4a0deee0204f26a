// Counts heads on a device whose connection comes and goes. Every tap is kept on the device until the portal has it; nothing
// is kept but counts: no name, nobody's data. Without this script each button of the page is a form and works as well.

const page = document.querySelector('[data-count]');
const address = page.dataset.count;
const say = page.querySelector('[data-state]');
const undo = page.querySelector('[data-undo]');
const tell = page.querySelector('[data-last]');
const opened = indexedDB.open('head-count', 1);

let base; // the device's own store
let known = { address, taps: {}, all: 0, mine: [] }; // what the portal said last, and the taps that can be taken back
let kept = []; // taps that the portal does not have yet, of this session
let elsewhere = []; // and of others
let writing = []; // on their way to the disk
let token = null; // header and value that the next taps are sent with
let sending = false;
let state = 'sent';

opened.onupgradeneeded = () => {
  opened.result.createObjectStore('taps', { keyPath: 'place', autoIncrement: true });
  opened.result.createObjectStore('known', { keyPath: 'address' });
};
opened.onsuccess = async () => {
  base = opened.result;
  known = { ...known, ...await read('known', store => store.get(address)) };
  if (!page.hasAttribute('data-shell')) {
    known.all = Number(page.dataset.all);
    page.querySelectorAll('[data-head]').forEach(button => { known.taps[button.value] = Number(button.dataset.head); });
  }
  if (!known.mine.length && undo.dataset.tap) known.mine = [{ id: undo.dataset.tap, code: undo.dataset.code }];
  page.addEventListener('submit', pressed);
  page.querySelectorAll('[data-scripted]').forEach(part => { part.hidden = false; });
  page.querySelectorAll('[data-plain]').forEach(part => { part.hidden = true; });
  await recount();
  install();
  addEventListener('online', send);
  document.addEventListener('visibilitychange', () => { if (!document.hidden) send(); });
  setInterval(() => { if (!document.hidden || kept.length) send(); }, 10000);
  send();
};

function read(name, ask) {
  return new Promise((done, failed) => {
    const answer = ask(base.transaction(name).objectStore(name));
    answer.onsuccess = () => done(answer.result);
    answer.onerror = () => failed(answer.error);
  });
}

/** Resolves when it is on the disk: what somebody has seen counted is there after the battery ran out. */
function write(work) {
  return new Promise((done, failed) => {
    const change = base.transaction(['taps', 'known'], 'readwrite', { durability: 'strict' });
    work(change.objectStore('taps'), change.objectStore('known'));
    change.commit?.(); // goes through even where the page is left before it hears of it
    change.oncomplete = done;
    change.onabort = () => failed(change.error);
  });
}

async function pressed(event) {
  event.preventDefault();
  const button = event.submitter;
  const back = button === undo ? known.mine.pop() : null;
  if (button === undo && !back) return;
  const [sex, band] = (back ? back.code : button.value).split('-');
  const tap = { id: uuid(), sex, band, number: back ? -1 : 1, countedAt: new Date().toISOString(), undoes: back?.id ?? null, address };
  if (!back) known.mine = [...known.mine, { id: tap.id, code: button.value }].slice(-50);
  writing.push(tap);
  kept.push(tap);
  show();
  tell.textContent = (back ? tell.dataset.undone : tell.dataset.counted).replace('{0}', label(back ? back.code : button.value));
  navigator.vibrate?.(20);
  try {
    await write((taps, all) => { taps.add(tap); all.put(known); });
  } catch {
    report('full');
    return;
  }
  writing = writing.filter(one => one !== tap);
  send();
}

/** Sends what waits, a batch at a time; learns meanwhile how far the other devices are. */
async function send() {
  if (sending) return;
  sending = true;
  let problem = null;
  try {
    await recount();
    if (!token || !kept.length) await ask(address);
    for (const where of new Set([...kept, ...elsewhere].map(tap => tap.address))) {
      try {
        await sendTo(where);
      } catch (one) {
        problem ??= one;
      }
    }
  } catch (one) {
    problem = one;
  }
  sending = false;
  report(problem === null ? 'sent' : typeof problem === 'string' ? problem : 'offline');
}

async function sendTo(where) {
  let asked = false;
  for (;;) {
    const batch = (await read('taps', store => store.getAll())).filter(tap => tap.address === where).slice(0, 500);
    if (!batch.length) return;
    const answer = await fetch(`${where}/taps`, {
      method: 'POST',
      credentials: 'same-origin',
      redirect: 'manual',
      headers: { 'Content-Type': 'application/json', [token.header]: token.value },
      body: JSON.stringify({ taps: batch.map(({ id, sex, band, number, countedAt, undoes }) => ({ id, sex, band, number, countedAt, undoes })) }),
    });
    if (answer.status === 403 && !asked) { // the token is of an earlier sign-in, or nobody is signed in
      asked = true;
      await ask(where);
    } else {
      await learn(where, answer, batch);
    }
  }
}

async function ask(where) {
  await learn(where, await fetch(`${where}/state`, { credentials: 'same-origin', redirect: 'manual', cache: 'no-store' }), []);
}

/** What the portal has, it says in the same answer: nothing is shown twice or missing meanwhile. */
async function learn(where, answer, sent) {
  if (answer.status === 401 || answer.type === 'opaqueredirect') throw 'signIn';
  if (answer.status === 409) throw 'closed';
  if ([400, 403, 404].includes(answer.status)) throw 'refused';
  if (!answer.ok) throw new Error(answer.status);
  const { open, taps, all, header, token: value } = await answer.json();
  token = { header, value };
  const had = new Set(sent.map(tap => tap.id));
  await write((waiting, every) => {
    sent.forEach(tap => waiting.delete(tap.place));
    if (where === address) every.put({ ...known, taps, all });
  });
  if (where === address) known = { ...known, taps, all };
  kept = kept.filter(tap => !had.has(tap.id));
  elsewhere = elsewhere.filter(tap => !had.has(tap.id));
  show();
  if (!open && where === address && kept.length) throw 'closed';
}

/** Reads anew what waits: another page of this device may have sent it. */
async function recount() {
  const stored = await read('taps', store => store.getAll());
  const waiting = [...stored, ...writing.filter(tap => !stored.some(one => one.id === tap.id))];
  kept = waiting.filter(tap => tap.address === address);
  elsewhere = waiting.filter(tap => tap.address !== address);
  show();
}

function show() {
  const more = code => kept.filter(tap => `${tap.sex}-${tap.band}` === code).reduce((sum, tap) => sum + tap.number, 0);
  let taps = 0;
  page.querySelectorAll('[data-head]').forEach(button => {
    const number = (known.taps[button.value] ?? 0) + more(button.value);
    taps += number;
    button.querySelector('[data-number]').textContent = number;
  });
  page.querySelector('[data-taps]').textContent = taps;
  page.querySelector('[data-everybody]').textContent = known.all + kept.reduce((sum, tap) => sum + tap.number, 0);
  page.querySelector('[data-waiting]').textContent = kept.length + elsewhere.length;
  undo.disabled = !known.mine.length;
  // Signing out clears what a browser keeps, except where this says that counts would be lost with it.
  document.cookie = `unsent=1; path=/sign-out; SameSite=Lax; max-age=${kept.length + elsewhere.length ? 5184000 : 0}`;
  report(state);
}

function report(now) {
  state = now;
  const words = now === 'sent' && kept.length + elsewhere.length ? 'sending' : now;
  page.dataset.standing = words;
  if (say.textContent !== say.dataset[words]) say.textContent = say.dataset[words];
  page.querySelector('[data-entrance]').hidden = now !== 'signIn';
}

function label(code) {
  return page.querySelector(`[data-head][value="${code}"]`).dataset.label;
}

/** Makes it a page that opens without a connection and can be put on the telephone's first screen. */
function install() {
  if (!('serviceWorker' in navigator)) return;
  const manifest = document.createElement('link');
  manifest.rel = 'manifest';
  manifest.crossOrigin = 'use-credentials';
  manifest.href = `${address}/manifest.webmanifest`;
  document.head.append(manifest);
  navigator.serviceWorker.register(`${address}/worker.js`, { scope: address }).catch(() => { /* works while the page stays open */ });
}

function uuid() { // crypto.randomUUID is there over https only
  return '10000000-1000-4000-8000-100000000000'.replace(/[018]/g, c => (c ^ crypto.getRandomValues(new Uint8Array(1))[0] & 15 >> c / 4).toString(16));
}
