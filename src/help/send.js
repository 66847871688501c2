((form) => {
  const said = form.querySelector('[role=status]');
  let sending = false;
  const say = (sentence, outcome) => {
    said.textContent = sentence;
    said.dataset.outcome = outcome;
  };
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    if (sending) return;
    sending = true;
    say('', 'open');
    form.elements.page.value = location.pathname + location.search;
    try {
      const answer = await fetch(form.action, { method: 'POST', body: new URLSearchParams(new FormData(form)), headers: { accept: 'text/plain' } });
      if (!answer.headers.get('content-type')?.startsWith('text/plain')) throw answer.status;
      say(await answer.text(), answer.ok ? 'sent' : 'failed');
      if (answer.ok) form.elements.body.value = '';
    } catch {
      say(form.dataset.away, 'failed');
    }
    sending = false;
  });
})(document.querySelector('#help-write form'));
