// Keeps what is typed into a form a few seconds after typing stops, and when the page is left. Without it there is the button.

const QUIET_MS = 3_000;
/** Whoever types without a pause is not kept waiting longer. */
const LONGEST_MS = 15_000;
const AGAIN_MS = 10_000;
/** How long sending a form waits for what is being kept of it. */
const PATIENCE_MS = 5_000;
/** Bytes that a browser takes along when a page is left (Fetch, keepalive). */
const TAKEN_ALONG = 60_000;

/**
 * @param {HTMLFormElement} form
 * @returns what saves at once whatever was typed and is not kept, and settles when that is done
 */
export function autosave(form) {
  const status = form.querySelector('[data-autosave-status]');
  let timer;
  /** When the oldest word that is not kept was typed; null where all are. */
  let unkept = null;
  let saving = null;
  let isSent = false;
  /** A form that was sent waits until what is being kept is. */
  let isWaiting = false;
  let isLetGo = false;

  const say = (text) => {
    if (status && status.textContent !== text) status.textContent = text;
  };

  const later = (milliseconds) => {
    clearTimeout(timer);
    timer = setTimeout(save, milliseconds);
  };

  const typed = () => {
    unkept ??= Date.now();
    later(Math.max(0, Math.min(QUIET_MS, unkept + LONGEST_MS - Date.now())));
  };

  const save = () => {
    clearTimeout(timer);
    if (isSent || (unkept === null && saving === null)) return Promise.resolve();
    // One after another: what was typed last is kept last.
    if (saving) return saving.then(save);
    unkept = null;
    saving = send().finally(() => (saving = null));
    return saving;
  };

  const send = async () => {
    const body = new URLSearchParams(new FormData(form));
    body.set('keep', 'by-itself');
    try {
      const answer = await fetch(location.pathname, {
        method: 'POST',
        body,
        headers: { accept: 'application/json' },
        keepalive: body.toString().length < TAKEN_ALONG,
      });
      const said = await answer.json();
      if (answer.ok)
        return say(
          `Saved at ${said.savedAt}.${said.isSignedIn ? '' : ' You have been signed out: sign in again to send it.'}`,
        );
      if (answer.status < 500) return say(`Not saved. ${said.detail}`);
    } catch {
      // Tried again below.
    }
    say('Not saved yet: the service does not answer. It is tried again.');
    unkept ??= Date.now();
    later(AGAIN_MS);
  };

  form.addEventListener('input', typed);
  form.addEventListener('change', typed);
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') save();
  });
  addEventListener('pagehide', save);
  addEventListener('pageshow', () => (isSent = isWaiting = false));
  document.addEventListener('submit', (event) => {
    const { target, submitter } = event;
    // What is being kept of a form must not come in after the form itself, nor after one by which somebody signs out.
    if (target === form) isSent = true;
    else save();
    if (saving === null || isLetGo) return;
    event.preventDefault();
    if (isWaiting) return;
    isWaiting = true;
    const patience = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS));
    void Promise.race([saving, patience]).then(() => {
      isLetGo = true;
      target.requestSubmit(submitter);
      isLetGo = isWaiting = false;
    });
  });
  return save;
}
