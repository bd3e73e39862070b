// What somebody has typed goes along when they follow a link of the page, and stands in the form again when they come back
// (engawa/base/ui/carried.py). On a page that was sent, or that gave something back, every form counts as changed.
(() => {
  const {carry: address, sent} = document.currentScript.dataset
  const changed = new Set(sent || document.querySelector("#typed") ? document.querySelectorAll("main form[method=post]") : [])
  const touched = new Set()
  const leadsAway = (link, event) => link && !link.target && !link.download && link.origin === location.origin
    && !(event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey)
    && !(link.hash && link.pathname + link.search === location.pathname + location.search)
  const typed = form => new URLSearchParams([...new FormData(form)].filter(([, value]) => typeof value === "string"))
  const carry = form => fetch(form.dataset.keep || `${address}?of=${encodeURIComponent(form.getAttribute("action") || location.pathname)}`, {
    method: "POST", body: typed(form)})

  document.addEventListener("input", ({target}) => {
    if (!target.form || !target.form.matches("[method=post]")) return
    changed.add(target.form)
    touched.add(target.name)
  })
  // Another device may have kept other changes since: a page says which are its own. One that was sent knows that no more.
  document.addEventListener("formdata", ({target, formData}) => target.dataset.keep && !sent && formData.set("changed_here", [...touched].join(" ")))
  document.addEventListener("submit", ({target}) => changed.delete(target))
  // A form that the server keeps (data-keep) is kept however the page is left: closed, put aside, switched off.
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden"
    && [...changed].filter(form => form.isConnected && form.dataset.keep).forEach(form => navigator.sendBeacon(form.dataset.keep, typed(form))))
  document.addEventListener("click", async event => {
    const link = event.target.closest("a[href]"), forms = [...changed].filter(form => form.isConnected)
    if (!forms.length || !leadsAway(link, event)) return
    event.preventDefault()
    try {
      for (const form of forms) await carry(form)
    } finally {
      location.assign(link.href)
    }
  })
})()
