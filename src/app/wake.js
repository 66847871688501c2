// Wakes the page's islands, in document order, as soon as the document is there. Waiting for an idle moment, as the
// framework's own script does, never ends on a page that is never idle. A bundle that does not arrive is asked for
// again, because a page on a train has to wake after the tunnel.
((script, wasm) => {
  const PAUSES = [1000, 4000, 15000];

  // Islands stand within the children of other islands, whose owner the inner ones have to be given first.
  async function islandsBelow(node, bundle, owner) {
    let below = owner;
    if (node.localName === 'leptos-island') {
      const wake = bundle[node.dataset.component];
      if (wake) {
        owner?.();
        await wake(node);
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

  fetched(0).then((bundle) => {
    bundle.hydrate();
    return islandsBelow(document.body, bundle);
  });
})
