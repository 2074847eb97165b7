"use strict";
(() => {
  const tip = document.createElement("div");
  tip.id = "tip"; tip.className = "tip"; tip.setAttribute("role", "tooltip"); tip.hidden = true;
  document.body.append(tip);
  const line = (tag, text) => { const e = document.createElement(tag); e.textContent = text; return e; };
  const hide = () => { tip.hidden = true; };
  const show = (link) => {
    const row = document.getElementById(link.hash.slice(1)), data = link.querySelector("data");
    if (!row || !data) return;
    const indicator = document.getElementById("i-" + data.dataset.figure.split("/")[5]);
    tip.replaceChildren(line("strong", row.cells[0].textContent + "　" + data.textContent),
      line("span", indicator ? indicator.textContent + "＝" + indicator.nextElementSibling.textContent : ""),
      line("span", row.cells[1].textContent));
    tip.hidden = false;
    const at = link.getBoundingClientRect(), wide = document.documentElement.clientWidth;
    tip.style.left = Math.max(8, Math.min(at.left, wide - tip.offsetWidth - 8)) + scrollX + "px";
    const below = at.bottom + tip.offsetHeight + 12 < innerHeight;
    tip.style.top = (below ? at.bottom + 6 : at.top - tip.offsetHeight - 6) + scrollY + "px";
  };
  const of = (event) => event.target.closest && event.target.closest('a[href^="#f-"]');
  document.addEventListener("mouseover", (e) => { const a = of(e); if (a) show(a); else if (!e.target.closest("#tip")) hide(); });
  document.addEventListener("focusin", (e) => { const a = of(e); if (a) show(a); else hide(); });
  document.addEventListener("keydown", (e) => { if (e.key === "Escape") hide(); });
  document.addEventListener("click", (e) => {
    const a = of(e);
    if (a && matchMedia("(hover: none)").matches) { e.preventDefault(); show(a); } else if (!a) hide();
    const to = e.target.closest && e.target.closest('a[href^="#"]');
    if (to && !e.defaultPrevented) open(to.hash);
  });
  const open = (hash) => {
    const to = document.getElementById(decodeURIComponent(hash.slice(1))), folded = to && to.closest("details");
    if (folded && !folded.open) { folded.open = true; to.scrollIntoView(); }
  };
  addEventListener("hashchange", () => open(location.hash));
  open(location.hash);
  const value = (cell) => {
    const data = cell && cell.querySelector("data");
    return data ? Number(data.value) : cell ? cell.textContent.trim() : "";
  };
  for (const table of document.querySelectorAll("table.sortable")) {
    [...table.tHead.rows[0].cells].forEach((head, n) => {
      const button = line("button", head.textContent);
      button.type = "button";
      head.replaceChildren(button);
      button.addEventListener("click", () => {
        const up = head.getAttribute("aria-sort") === "descending";
        for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
        head.setAttribute("aria-sort", up ? "ascending" : "descending");
        const rows = [...table.tBodies[0].rows].map((row) => [value(row.cells[n]), row]);
        const known = rows.filter(([v]) => v !== "" && v !== "—");
        known.sort(([a], [b]) => (typeof a === "number" && typeof b === "number" ? a - b : String(a).localeCompare(String(b), "zh")) * (up ? 1 : -1));
        table.tBodies[0].append(...known.map(([, row]) => row), ...rows.filter(([v]) => v === "" || v === "—").map(([, row]) => row));
      });
    });
  }
  // The data below each chart: as clean cells for a table, or as a file.
  const cells = (table) => [...table.rows].map((row) => [...row.cells].map((cell) => {
    const text = cell.textContent.trim(), number = text.replace(/\u2212/g, "-").replace(/(\d),(?=\d{3})/g, "$1");
    if (text === "\u2014") return "";
    if (/^[+-]?\d+(\.\d+)?%?$/.test(number)) return number.replace(/^\+/, "");
    return /^[=+@-]/.test(text) ? "'" + text : text;
  }));
  for (const folded of document.querySelectorAll("details.data")) {
    const table = folded.querySelector("table"), name = folded.querySelector("[role=region]").getAttribute("aria-label").slice(3);
    const button = (text, act) => { const b = line("button", text); b.type = "button"; b.addEventListener("click", () => act(b)); return b; };
    const copy = button("复制数据", (b) => {
      const text = cells(table).map((row) => row.join("\t")).join("\n"), done = () => { b.textContent = "已复制"; setTimeout(() => { b.textContent = "复制数据"; }, 2000); };
      const plain = () => { const box = line("textarea", text); document.body.append(box); box.select(); if (document.execCommand("copy")) done(); box.remove(); b.focus(); };
      if (navigator.clipboard) navigator.clipboard.writeText(text).then(done, plain); else plain();
    });
    const save = button("下载CSV", () => {
      const quoted = (text) => /[",\n]/.test(text) ? '"' + text.replace(/"/g, '""') + '"' : text;
      const text = "\ufeff" + cells(table).map((row) => row.map(quoted).join(",")).join("\r\n") + "\r\n";
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob([text], {type: "text/csv"})); link.download = name + ".csv";
      link.click(); URL.revokeObjectURL(link.href);
    });
    const row = document.createElement("div");
    row.append(copy, save);
    folded.append(row);
  }
})();
