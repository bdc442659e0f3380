"use strict";
(function () {
  const root = document.documentElement;
  const table = document.getElementById("steps");
  const only = document.getElementById("only");
  const rows = Array.from(table.tBodies[0].rows);
  const last = rows.length - 1;
  const FIRST = 3;
  let selected = 0;
  root.classList.add("on");

  /* Without ids the browser does not scroll to a detail by itself; the row is what is wanted. */
  const details = new Map();
  for (const article of document.querySelectorAll("article")) {
    details.set(Number(article.id.slice(2)), article);
    article.removeAttribute("id");
  }

  function inked(row, cell) {
    return rows[row].cells[cell].classList.contains("c");
  }

  /* The step that changed a cell last, at a row or before it. */
  function origin(row, cell) {
    while (row > 0 && !inked(row, cell)) row--;
    return row;
  }

  function ghost(row) {
    for (let cell = FIRST; cell < rows[row].cells.length; cell++) {
      if (!inked(row, cell)) {
        const text = rows[origin(row, cell)].cells[cell].textContent;
        if (table.tHead.rows[1].cells[cell - FIRST].textContent !== "other") {
          rows[row].cells[cell].dataset.g = text;
        }
      }
    }
  }

  function select(step, quiet) {
    rows[selected].classList.remove("sel");
    const old = details.get(selected);
    if (old) old.classList.remove("sel");
    selected = Math.min(Math.max(step, 0), last);
    const row = rows[selected];
    row.classList.add("sel");
    ghost(selected);
    const detail = details.get(selected);
    if (detail) {
      detail.classList.add("sel");
      document.getElementById("details").scrollTop = 0;
    }
    if (!quiet) {
      if (selected > 0) history.replaceState(null, "", "#s=" + selected);
      row.scrollIntoView({block: "nearest", inline: "nearest"});
      const box = row.closest(".box");
      const head = table.tHead.offsetHeight;
      const above = row.offsetTop - head - box.scrollTop;
      if (above < 0) box.scrollTop += above;
    }
  }

  function visible(step) {
    return rows[step].offsetParent !== null;
  }

  function move(by) {
    let step = selected + by;
    while (step > 0 && step < last && !visible(step)) step += by;
    if (step >= 1 && step <= last) select(step);
  }

  function fromAddress() {
    const match = /^#s=(\d+)$/.exec(location.hash);
    if (!match) return false;
    select(Number(match[1]));
    document.getElementById("bench").scrollIntoView({block: "start"});
    return true;
  }

  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === "j" || event.key === "ArrowDown") move(1);
    else if (event.key === "k" || event.key === "ArrowUp") move(-1);
    else return;
    event.preventDefault();
  });

  document.addEventListener("click", function (event) {
    const link = event.target.closest("a[href^='#s=']");
    if (link) {
      event.preventDefault();
      select(Number(link.getAttribute("href").slice(3)));
      const bench = document.getElementById("bench");
      if (!bench.contains(link)) bench.scrollIntoView({block: "start"});
      return;
    }
    const cell = event.target.closest("#steps tbody td");
    if (!cell) return;
    const row = rows.indexOf(cell.parentNode);
    if (cell.cellIndex < FIRST) {
      select(row);
      return;
    }
    const at = origin(row, cell.cellIndex);
    if (!visible(at)) only.checked = false;
    select(at);
    const target = rows[at].cells[cell.cellIndex];
    target.classList.add("flash");
    setTimeout(function () { target.classList.remove("flash"); }, 1200);
  });

  document.getElementById("copy").addEventListener("click", function () {
    const pre = document.getElementById("text");
    const said = document.getElementById("copied");
    function fallback() {
      const range = document.createRange();
      range.selectNodeContents(pre);
      const selection = getSelection();
      selection.removeAllRanges();
      selection.addRange(range);
      said.textContent = document.execCommand("copy") ? " copied" : " selected: press Ctrl+C";
    }
    if (navigator.clipboard) {
      navigator.clipboard.writeText(pre.textContent).then(
        function () { said.textContent = " copied"; }, fallback);
    } else fallback();
  });

  addEventListener("hashchange", fromAddress);
  if (!fromAddress()) select(last, true);
})();
