// Warns before a session ends, and covers the page once it has. How long it lasts is the service's to say: a page asks before
// it warns, since another tab may have gone on in it, and its own clock may have slept.

const WARNED_MS = 5 * 60_000;
/** What is typed just before the end is kept this long before it. */
const KEPT_BEFORE_MS = 10_000;
/** A page that is looked at again asks no more often. */
const ASKED_EVERY_MS = 30_000;
const AGAIN_MS = 10_000;
/** How long asking waits for what is being kept. */
const PATIENCE_MS = 5_000;

const CLOCK = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', hour: '2-digit', minute: '2-digit' });

/**
 * @param {HTMLDialogElement} dialog
 * @param {() => Promise<unknown>} keep saves what was typed and is not kept
 */
export function warnBeforeEnd(dialog, keep) {
  const parts = [...dialog.querySelectorAll('[data-session-part]')];
  const fault = dialog.querySelector('[data-session-fault]');
  const tabs = new BroadcastChannel('plumbline-session');
  let timer;
  let askedAt = Date.now();
  let endsAt;
  let isLast;
  /** Which part is shown; null while the dialog is closed. */
  let shown = null;
  /** Whoever has read that the end is coming whatever they do is not told again. */
  let wasTold = false;

  const close = () => {
    shown = null;
    if (dialog.open) dialog.close();
  };

  const show = (name) => {
    if (shown === name) return;
    shown = name;
    fault.textContent = '';
    for (const part of parts) part.hidden = part.dataset.sessionPart !== name;
    for (const time of dialog.querySelectorAll('[data-session-time]')) time.textContent = CLOCK.format(endsAt);
    dialog.setAttribute('aria-labelledby', `session-${name}`);
    dialog.setAttribute('aria-describedby', `session-${name}-why`);
    dialog.toggleAttribute('data-is-over', name === 'ended');
    if (dialog.open) dialog.close();
    dialog.showModal();
  };

  const wait = (milliseconds) => {
    clearTimeout(timer);
    timer = setTimeout(look, Math.max(0, milliseconds));
  };

  /** Takes note of when the session ends, and of when to look again. */
  const stands = (ending) => {
    endsAt = Date.now() + ending.inMs;
    isLast = ending.isLast;
    const left = ending.inMs;
    if (left > WARNED_MS) {
      close();
      return wait(left - WARNED_MS);
    }
    if (!(isLast && wasTold)) show(isLast ? 'last' : 'idle');
    wait(left > KEPT_BEFORE_MS ? left - KEPT_BEFORE_MS : left);
  };

  const answered = async (asking) => {
    const answer = await asking;
    if (answer.status === 401) return show('ended');
    if (!answer.ok) throw new Error('no answer');
    const ending = await answer.json();
    stands(ending);
    return ending;
  };

  /** What was typed is kept first: keeping it is something the person did, and may put off the end. */
  const look = async () => {
    askedAt = Date.now();
    await Promise.race([keep(), new Promise((resolve) => setTimeout(resolve, PATIENCE_MS))]);
    try {
      await answered(fetch('/session', { headers: { accept: 'application/json' } }));
    } catch {
      wait(AGAIN_MS);
    }
  };

  const stay = async () => {
    const body = new URLSearchParams(new FormData(parts[0]));
    try {
      const ending = await answered(
        fetch('/session', { method: 'POST', body, headers: { accept: 'application/json' } }),
      );
      if (ending) tabs.postMessage(ending);
    } catch {
      fault.textContent = 'The service does not answer. Try again.';
    }
  };

  parts[0].addEventListener('submit', (event) => {
    event.preventDefault();
    void stay();
  });
  dialog.addEventListener('close', () => {
    if (shown !== 'last') return;
    wasTold = true;
    shown = null;
  });
  // Escape is something the person did; once all is over there is nothing to go back to.
  dialog.addEventListener('cancel', (event) => {
    if (shown === 'last') return;
    event.preventDefault();
    if (shown === 'idle') void stay();
  });
  tabs.addEventListener('message', ({ data }) => stands(data));
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible' && shown !== 'ended' && Date.now() - askedAt > ASKED_EVERY_MS)
      void look();
  });
  const opened = { inMs: Number(dialog.dataset.endsIn), isLast: dialog.dataset.isLast === 'true' };
  tabs.postMessage(opened);
  stands(opened);
}
