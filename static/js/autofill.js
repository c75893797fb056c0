/*
 * On the login page, where the browser can: passkeys are offered among what it fills in at the address, and the one that is picked is
 * sent as if the button had been pressed. js/passkeys/ask.js loads this file.
 */
{
  const { startAuthentication } = SimpleWebAuthnBrowser;
  /** A challenge is good for five minutes. */
  const RENEWED_MS = 4 * 60_000;
  const form = document.querySelector('form[data-autofill]');
  /** When the offer that stands was made; 0 without one. */
  let since = 0;

  // The browser asks one thing at a time: a second request would end the one of the button.
  const isAsking = () => form.querySelector('[aria-busy]') !== null;

  const offer = async () => {
    const own = Date.now();
    since = own;
    const isOver = () => since !== own || isAsking();
    try {
      const response = await fetch(form.dataset.options, { headers: { accept: 'application/json' } });
      if (!response.ok || isOver()) return;
      const answer = await startAuthentication({ optionsJSON: await response.json(), useBrowserAutofill: true });
      if (isOver()) return;
      form.elements.namedItem('answer').value = JSON.stringify(answer);
      form.requestSubmit();
    } catch {
      // Ended by the button or by the next offer, or nothing was picked: the fields and the button are there.
      if (since === own) since = 0;
    }
  };

  const renew = () => {
    if (document.visibilityState === 'visible' && !isAsking() && Date.now() - since > RENEWED_MS) offer();
  };

  setInterval(renew, 30_000);
  document.addEventListener('visibilitychange', renew);
  document.querySelector('[autocomplete~="webauthn"]').addEventListener('focus', renew);
  offer();
}
