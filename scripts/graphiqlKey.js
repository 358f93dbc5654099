/**
 * Runs in the GraphiQL page before all else: where the server answers 401 it asks for an API key and sends the request
 * once more. The key goes out with every request, introspection included, and lives as long as the tab.
 */
/* global document, sessionStorage, window */
(() => {
  const storage = 'facet-api-key';
  const key = () => sessionStorage.getItem(storage);
  const send = window.fetch.bind(window);

  const make = (name, properties, ...children) => {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children);
    return element;
  };
  const sentence = make('p', {});
  const input = make('input', { type: 'password', autocomplete: 'off', ariaLabel: 'API key or token' });
  const form = make('form', {}, sentence, input, make('button', {}, 'Use this key'));
  const dialog = make('dialog', { id: 'facet-key' }, form);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const given = input.value.trim();
    // Nothing: it is asked without a key, which a demo on this machine takes.
    if (given === '') {
      sessionStorage.removeItem(storage);
      forget.remove();
    } else sessionStorage.setItem(storage, given);
    input.value = '';
    dialog.close();
  });
  const forget = make('button', { id: 'facet-forget-key', type: 'button' }, 'Forget the API key');
  forget.addEventListener('click', () => {
    sessionStorage.removeItem(storage);
    forget.remove();
  });

  let asking;
  /** Ends when the dialog is closed, with a key or without. */
  function ask() {
    sentence.textContent =
      key() === null
        ? 'This server asks for an API key ("facet keys create NAME --role ROLE" makes one). It is kept until this tab is closed.'
        : 'The server does not accept this API key. Enter another one, or nothing to ask without a key:';
    document.body.append(dialog);
    dialog.showModal();
    return new Promise((resolve) => dialog.addEventListener('close', resolve, { once: true }));
  }

  window.fetch = async (resource, options = {}) => {
    for (;;) {
      const headers = new Headers(options.headers ?? resource.headers);
      // One that is set in the page's own editor of headers stays.
      const isTheirs = headers.has('authorization');
      const used = key();
      if (!isTheirs && used !== null) headers.set('authorization', `Bearer ${used}`);
      const answer = await send(resource, { ...options, headers });
      if (!isTheirs && used !== null && answer.status !== 401) document.body.append(forget);
      if (isTheirs || answer.status !== 401) return answer;
      if (used === key()) {
        asking ??= ask().finally(() => (asking = undefined));
        await asking;
        if (used === key()) return answer;
      }
    }
  };
})();
