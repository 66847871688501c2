// Takes the step that a scenario ends with, the way a person would, once the page is awake.
const steps = {
  'open-balance': () => document.querySelector('button[aria-label="Credits"]').click(),
  'open-help': () => document.querySelector('button[aria-label="Help and contact"]').click(),
  'upload-text': async () => {
    const chooser = document.querySelector('.upload input[type=file]');
    const files = new DataTransfer();
    files.items.add(new File(['This is a text.'], 'notes.png', { type: 'image/png' }));
    chooser.files = files.files;
    chooser.dispatchEvent(new Event('change', { bubbles: true }));
    await there(document.body, () => document.querySelector('.field-error'));
  },
};

// Waits until something of a part of the page is as it should be.
function there(part, found) {
  return new Promise((done) => {
    const look = () => {
      if (!found()) return false;
      watcher.disconnect();
      done();
      return true;
    };
    const watcher = new MutationObserver(look);
    watcher.observe(part, { attributes: true, childList: true, subtree: true });
    look();
  });
}

const root = document.documentElement;
const step = new URL(document.currentScript.src).search.slice(1);
there(root, () => root.hasAttribute('data-hydrated'))
  .then(() => steps[step]?.())
  .then(() => root.setAttribute('data-step', step));
