/*
 * Forms that ask for a passkey: sending one has the browser ask first, and its answer goes with the form. Without this file the server
 * says what is needed.
 */
{
  const { browserSupportsWebAuthn, browserSupportsWebAuthnAutofill, startAuthentication, startRegistration } =
    SimpleWebAuthnBrowser;
  /** By the library's code, else by the name of the browser's error. */
  const REASONS = {
    AbortError: 'cancelled',
    NotAllowedError: 'cancelled',
    ERROR_CEREMONY_ABORTED: 'cancelled',
    ERROR_AUTHENTICATOR_PREVIOUSLY_REGISTERED: 'known',
    ERROR_AUTHENTICATOR_MISSING_USER_VERIFICATION_SUPPORT: 'unverified',
    ERROR_AUTHENTICATOR_MISSING_DISCOVERABLE_CREDENTIAL_SUPPORT: 'unverified',
  };
  const asking = new WeakSet();
  const isAnswered = (form) => form.elements.namedItem('answer').value !== '';

  const say = (form, reason) => {
    const notice = form.querySelector('[data-said]');
    notice.hidden = false;
    notice.textContent = form.dataset[reason];
    notice.focus();
  };

  const ask = async ({ dataset }) => {
    const response = await fetch(dataset.options, { headers: { accept: 'application/json' } });
    if (!response.ok) throw new Error(`${response.status}`);
    const optionsJSON = await response.json();
    return dataset.passkey === 'create' ? startRegistration({ optionsJSON }) : startAuthentication({ optionsJSON });
  };

  const send = async (form, button) => {
    asking.add(form);
    button?.setAttribute('aria-busy', 'true');
    const answer = await ask(form).catch((error) => {
      say(form, REASONS[error.code] ?? REASONS[error.name] ?? 'failed');
    });
    button?.removeAttribute('aria-busy');
    if (answer) {
      form.elements.namedItem('answer').value = JSON.stringify(answer);
      form.requestSubmit(button);
    }
    asking.delete(form);
  };

  // Before other scripts of the page take the form for sent.
  document.addEventListener(
    'submit',
    (event) => {
      const form = event.target.closest('form[data-passkey]');
      if (!form || isAnswered(form)) return;
      // A name that is missing is said by the server, before a passkey is made for nothing.
      if (form.elements.namedItem('name')?.value.trim() === '') return;
      event.preventDefault();
      for (const old of form.querySelectorAll('.notice')) old.hidden = true;
      if (!browserSupportsWebAuthn()) say(form, 'unsupported');
      else if (!asking.has(form)) send(form, event.submitter);
    },
    true,
  );
  const { autofill } = document.querySelector('form[data-autofill]')?.dataset ?? {};
  if (autofill)
    browserSupportsWebAuthnAutofill().then((isSupported) => {
      if (isSupported) document.head.append(Object.assign(document.createElement('script'), { src: autofill }));
    });
  // Going back shows the form with the answer that was sent.
  window.addEventListener('pageshow', () => {
    for (const form of document.querySelectorAll('form[data-passkey]')) form.elements.namedItem('answer').value = '';
  });
}
