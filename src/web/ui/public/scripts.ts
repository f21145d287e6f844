/**
 * 朗读: reads the page's title and paragraphs with the phone's own voice; pressed again it stops. Where there is no voice, or
 * none begins to speak within three seconds, the button says so. It is hidden until this script shows it, so that nobody
 * without script meets a dead one.
 */
export const readAloudScript = `(function () {
  var button = document.getElementById('read-aloud'); if (!button) return;
  var words = button.querySelector('span'); var voice = window.speechSynthesis; var waiting = 0; button.hidden = false;
  function none() { stop(); words.textContent = '这部手机不能朗读'; }
  function stop() { clearTimeout(waiting); if (voice) voice.cancel(); words.textContent = '朗读'; }
  button.addEventListener('click', function () {
    if (!voice || !window.SpeechSynthesisUtterance) return none();
    if (words.textContent === '停下') return stop();
    var parts = Array.prototype.slice.call(document.querySelectorAll('main h1, main h2, main h3, main p, main li, main dt, main dd, main label, main legend'));
    parts = parts.filter(function (one) { return !parts.some(function (other) { return other !== one && other.contains(one); }); });
    words.textContent = '停下'; waiting = setTimeout(none, 3000);
    parts.forEach(function (one, at) {
      var said = new SpeechSynthesisUtterance(one.innerText); said.lang = 'zh-CN'; said.rate = 0.9;
      if (at === 0) { said.onstart = function () { clearTimeout(waiting); }; said.onerror = function () { if (words.textContent === '停下') none(); }; }
      if (at === parts.length - 1) said.onend = stop;
      voice.speak(said);
    });
  });
  window.addEventListener('pagehide', stop);
})()`

/**
 * Keeps what is typed into form[data-draft] on this phone every 5 s and puts it back; fields marked data-private (phones, codes)
 * and files are never kept. A page with main[data-sent] (the receipt) forgets that draft.
 */
export const draftScript = `(function () {
  function forget(key) { try { localStorage.removeItem('draft:public:' + key); } catch (e) { return; } }
  var sent = document.querySelector('[data-sent]'); if (sent) return forget(sent.getAttribute('data-sent'));
  var form = document.querySelector('form[data-draft]'); if (!form) return;
  var slot = 'draft:public:' + form.getAttribute('data-draft');
  var fields = Array.prototype.filter.call(form.querySelectorAll('textarea[name], input[name]'), function (one) {
    return ['hidden', 'file', 'radio', 'checkbox', 'password'].indexOf(one.type) < 0 && !one.hasAttribute('data-private');
  });
  try {
    var kept = JSON.parse(localStorage.getItem(slot) || '{}');
    fields.forEach(function (one) { if (!one.value && kept[one.name]) one.value = kept[one.name]; });
  } catch (e) { fields = []; }
  var last = '';
  function keep() {
    var now = {}; fields.forEach(function (one) { if (one.value) now[one.name] = one.value; });
    var text = JSON.stringify(now); if (text === last) return; last = text;
    try { localStorage.setItem(slot, text); } catch (e) { return; }
  }
  setInterval(keep, 5000); document.addEventListener('visibilitychange', keep);
})()`

/** On the sign-in pages of the member face: copies that the phone kept of the last person's pages are forgotten; unsent records stay. */
export const forgetKeptScript = `(function () {
  try {
    Object.keys(localStorage).forEach(function (name) { if (name.indexOf('minqiao:kept') === 0) localStorage.removeItem(name); });
  } catch (e) { return; }
})()`
