// Wakes the page's islands, in document order, as soon as the document is there. Waiting for an idle moment, as the
// framework's own script does, never ends on a page that is never idle. A bundle that does not arrive is asked for
// again, because a page on a train has to wake after the tunnel.
((script, wasm, comesAfterText) => {
  const PAUSES = [1000, 4000, 15000];

  // A browser that tells nothing of its painting, or does not paint because nobody looks, is not waited for.
  const painted = () =>
    new Promise((resolve) => {
      if (document.hidden) return resolve();
      new PerformanceObserver(resolve).observe({ type: 'paint', buffered: true });
      setTimeout(resolve, 2000);
    });

  // Lets whatever waits come first: a click, a key, a frame. Unlike a timer it is no slower where nobody looks.
  const pause = () =>
    new Promise((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => resolve(port1.close());
      port2.postMessage(null);
    });

  // Islands stand within the children of other islands, whose owner the inner ones have to be given first.
  async function islandsBelow(node, bundle, owner) {
    let below = owner;
    if (node.localName === 'leptos-island') {
      const wake = bundle[node.dataset.component];
      if (wake) {
        owner?.();
        await wake(node);
        await pause();
      } else {
        console.error(`No island is called ${node.dataset.component}`);
      }
    } else if (node.localName === 'leptos-children') {
      below = node.$$on_hydrate;
    }
    for (const child of node.children) await islandsBelow(child, bundle, below);
  }

  async function fetched(attempt) {
    try {
      // A module that failed once is never fetched again under the same address.
      const bundle = await import(attempt === 0 ? script : `${script}${script.includes('?') ? '&' : '?'}attempt=${attempt}`);
      await bundle.default({ module_or_path: wasm });
      return bundle;
    } catch (failure) {
      if (attempt === PAUSES.length) throw failure;
      await new Promise((later) => setTimeout(later, PAUSES[attempt]));
      return fetched(attempt + 1);
    }
  }

  (comesAfterText ? painted() : Promise.resolve())
    .then(() => fetched(0))
    .then(async (bundle) => {
      await pause();
      bundle.hydrate();
      await islandsBelow(document.body, bundle);
    });
})
