// Improves staff pages where scripts run; every page works without it.

const texts = 'input:not([type=radio]):not([type=checkbox]):not([type=submit]):not([type=button]), textarea, select, [contenteditable]';

keys();
submitByKeyboard();
document.querySelectorAll('form[data-autosave]').forEach(autosave);
document.querySelectorAll('[data-refresh]').forEach(refresh);
document.querySelectorAll('[data-reload]').forEach(reload);
document.querySelectorAll('form[data-sums]').forEach(sums);
document.querySelectorAll('[data-print]').forEach(button => {
  button.hidden = false;
  button.addEventListener('click', () => print());
});

/** data-key="a": the key A presses the button or follows the link, unless somebody is writing. */
function keys() {
  const on = () => remembered('keys') !== 'off';
  document.querySelectorAll('[data-keys-switch]').forEach(box => {
    box.hidden = false;
    box.parentElement.querySelectorAll('[data-keys-label]').forEach(label => { label.hidden = false; });
    box.checked = on();
    box.addEventListener('change', () => {
      remember('keys', box.checked ? 'on' : 'off');
      document.documentElement.classList.toggle('keys-on', on());
    });
  });
  document.documentElement.classList.toggle('keys-on', on());
  document.addEventListener('keydown', event => {
    if (!on() || event.ctrlKey || event.altKey || event.metaKey || event.repeat || event.target.closest(texts)) return;
    // The letter as typed, else the key in its place: "ф" on a Russian layout is still the key A.
    const letters = [event.key.toLowerCase(), event.code.replace('Key', '').toLowerCase()];
    // The row that holds the focus goes first, then the first on the page.
    const places = [event.target.closest('tr, li, form'), document].filter(Boolean);
    const target = letters.flatMap(letter => places.map(place => place.querySelector(`[data-key="${CSS.escape(letter)}"]`))).find(Boolean);
    if (!target) return;
    event.preventDefault();
    if (target.matches(texts)) target.focus();
    else target.click();
  });
}

/** Ctrl+Enter sends the form one is in, with its first button. */
function submitByKeyboard() {
  document.addEventListener('keydown', event => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    const form = event.target.closest('form') ?? event.target.form;
    if (!form) return;
    event.preventDefault();
    form.requestSubmit(form.querySelector('[data-save]') ?? form.querySelector('button[type=submit]:not([formaction])'));
  });
}

/** data-autosave="/address": posts the fields a moment after the last change, and when the page goes out of sight. */
function autosave(form) {
  const status = form.querySelector('[data-autosave-status]') ?? document.querySelector('[data-autosave-status]');
  const say = what => { if (status) status.textContent = status.dataset[what] ?? ''; };
  let timer;
  let dirty = false;
  let sending = false;

  const send = async () => {
    clearTimeout(timer);
    if (!dirty || sending) return;
    dirty = false;
    sending = true;
    say('saving');
    const fields = new URLSearchParams([...new FormData(form)].filter(([, value]) => typeof value === 'string'));
    try {
      const answer = await fetch(form.dataset.autosave, { method: 'POST', body: fields, keepalive: true, credentials: 'same-origin', redirect: 'manual' });
      if (!answer.ok) throw new Error(answer.status);
      say('saved');
      if (dirty) timer = setTimeout(send, 1500);
    } catch {
      dirty = true;
      say('failed');
      timer = setTimeout(send, 15000);
    } finally {
      sending = false;
    }
  };
  form.addEventListener('input', () => {
    dirty = true;
    clearTimeout(timer);
    timer = setTimeout(send, 1500);
  });
  form.addEventListener('submit', () => {
    clearTimeout(timer);
    dirty = false;
  });
  document.addEventListener('visibilitychange', () => { if (document.hidden) send(); });
}

/** data-refresh="30": fetches the page again and swaps this element, keeping focus; never under somebody who is typing. */
function refresh(element) {
  const seconds = Number(element.dataset.refresh) || 30;
  const selector = element.id ? `#${CSS.escape(element.id)}` : '[data-refresh]';
  let touched = false;
  let current = element;
  const watch = () => current.addEventListener('input', () => { touched = true; });
  watch();
  setInterval(async () => {
    if (document.hidden || touched) return;
    try {
      const answer = await fetch(location.href, { credentials: 'same-origin', headers: { Accept: 'text/html' } });
      if (!answer.ok || answer.redirected) return;
      const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector(selector);
      if (!fresh || touched || meaning(fresh) === meaning(current)) return;
      const focus = pathTo(current, document.activeElement);
      const [x, y] = [scrollX, scrollY];
      current.replaceWith(fresh);
      current = fresh;
      watch();
      if (focus) find(current, focus)?.focus({ preventScroll: true });
      scrollTo(x, y);
    } catch { /* no link just now: the next round tries again */ }
  }, seconds * 1000);
}

/** data-reload="/address" data-reload-into="#place": when a field in here changes, posts the form and swaps the place. */
function reload(questions) {
  const form = questions.closest('form');
  let latest = 0;
  questions.addEventListener('change', async () => {
    const mine = ++latest;
    const fields = new URLSearchParams([...new FormData(form)].filter(([, value]) => typeof value === 'string'));
    try {
      const answer = await fetch(questions.dataset.reload, { method: 'POST', body: fields, credentials: 'same-origin', redirect: 'error' });
      if (!answer.ok || mine !== latest) return;
      const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector(questions.dataset.reloadInto);
      if (fresh && mine === latest) document.querySelector(questions.dataset.reloadInto).replaceWith(fresh);
    } catch { /* no link just now: the button does the same */ }
  });
}

/** data-sums: the form's output shows what the numbers typed into it come to. */
function sums(form) {
  form.addEventListener('input', () => {
    form.querySelector('output').textContent = [...form.querySelectorAll('[inputmode=numeric]')].reduce((sum, field) => sum + (Number(field.value) || 0), 0);
  });
}

/** What the element says, without the token that differs each time. */
function meaning(element) {
  return element.innerHTML.replace(/<input[^>]*name="_csrf"[^>]*>/g, '');
}

/** Where the focus is, in words that survive the swap: its place among what can be focused, within the nearest element with an id. */
function pathTo(root, node) {
  if (!node || node === document.body || !root.contains(node)) return null;
  const row = node.closest('[id]');
  const all = [...(row && root.contains(row) ? row : root).querySelectorAll('a, button, input, select, textarea, [tabindex]')];
  return { row: row && root.contains(row) ? row.id : null, itself: row === node, place: all.indexOf(node) };
}

function find(root, { row, itself, place }) {
  const home = row ? document.getElementById(row) : root;
  if (itself || !home) return home;
  return home.querySelectorAll('a, button, input, select, textarea, [tabindex]')[place];
}

function remembered(name) {
  try { return localStorage.getItem(name); } catch { return null; }
}

function remember(name, value) {
  try { localStorage.setItem(name, value); } catch { /* private window: the choice lasts for this page */ }
}
