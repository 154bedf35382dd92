// Passkeys: the one thing on a page that cannot work without JavaScript. Forms with data-passkey="login|get|create" stay
// hidden until we know that the browser can do it; the answer of the browser goes into the hidden field "credential".
(() => {
  if (!window.PublicKeyCredential || !navigator.credentials) return;
  const bytes = text => Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), c => c.charCodeAt(0));
  const text = buffer => btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
  const withIds = list => (list || []).map(item => ({ ...item, id: bytes(item.id) }));

  async function create(options) {
    const key = { ...options.publicKey };
    key.challenge = bytes(key.challenge);
    key.user = { ...key.user, id: bytes(key.user.id) };
    key.excludeCredentials = withIds(key.excludeCredentials);
    // It signs in by itself, so it must be kept on the device and ask for finger, face or PIN.
    key.authenticatorSelection = {
      ...key.authenticatorSelection, residentKey: 'required', requireResidentKey: true, userVerification: 'required',
    };
    return navigator.credentials.create({ publicKey: key });
  }

  async function get(options) {
    const key = { ...options.publicKey };
    key.challenge = bytes(key.challenge);
    key.allowCredentials = withIds(key.allowCredentials);
    return navigator.credentials.get({ publicKey: key });
  }

  function asJson(credential) {
    const response = {};
    for (const part of ['clientDataJSON', 'attestationObject', 'authenticatorData', 'signature', 'userHandle']) {
      if (credential.response[part]) response[part] = text(credential.response[part]);
    }
    if (credential.response.getTransports) response.transports = credential.response.getTransports();
    return JSON.stringify({
      id: credential.id,
      rawId: text(credential.rawId),
      type: credential.type,
      authenticatorAttachment: credential.authenticatorAttachment,
      clientExtensionResults: credential.getClientExtensionResults(),
      response,
    });
  }

  async function ask(form) {
    if (form.dataset.passkey === 'login') {
      const answer = await fetch(form.action, { headers: { Accept: 'application/json' } });
      return get((await answer.json()).request_options);
    }
    const given = JSON.parse(document.getElementById(form.dataset.options).textContent);
    return form.dataset.passkey === 'create' ? create(given.creation_options) : get(given.request_options);
  }

  for (const form of document.querySelectorAll('form[data-passkey]')) {
    form.hidden = false;
    form.addEventListener('submit', async event => {
      event.preventDefault();
      const problem = form.querySelector('.passkey-problem');
      problem.hidden = true;
      try {
        form.elements.credential.value = asJson(await ask(form));
      } catch {
        problem.hidden = false;
        return;
      }
      form.submit();
    });
  }
})();
