// Takes the page's content anew whenever something has happened. The server escapes; this only puts in place what it sent.
'use strict';

const state = document.getElementById('connection');
let wanted = false;
let busy = false;

async function refresh() {
  wanted = true;
  if (busy) return;
  busy = true;
  while (wanted) {
    wanted = false;
    try {
      const answer = await fetch(location.pathname, {cache: 'no-store'});
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
      const open = new Set([...document.querySelectorAll('details[open]')].map((details) => details.id));
      document.querySelector('main').replaceWith(page.querySelector('main'));
      document.querySelector('header').replaceWith(page.querySelector('header'));
      document.querySelectorAll('details').forEach((details) => { details.open = details.open || open.has(details.id); });
      document.title = page.title;
    } catch {
      // The daemon is away: the stream says so, and asks again.
    }
  }
  busy = false;
}

const events = new EventSource('api/v1/events');
events.addEventListener('story', refresh);
events.addEventListener('status', refresh);
events.addEventListener('open', () => { state.hidden = true; });
events.addEventListener('error', () => { state.hidden = false; });
setInterval(refresh, 15000);
