"use strict";
(() => {
  const make = (tag, text, set) => Object.assign(document.createElement(tag), { textContent: text }, set);
  const tip = make("div", "", { id: "tip", className: "tip", hidden: true, tabIndex: -1 });
  tip.setAttribute("role", "dialog");
  tip.setAttribute("aria-label", "这个数的由来");
  document.body.append(tip);
  let of = null, pinned = false, from = null;

  // What the row of an item says its figures rest on: period, what, amount, unit, source.
  const inputs = (row) => {
    let period = "";
    const all = row.cells[row.cells.length - 1].textContent.split("；").map((text) => {
      const dated = /^(\d{4}-\d\d) (.*)$/.exec(text);
      if (dated) period = dated[1];
      const [, what, mark] = /^(.*?)(?:〔(.*)〕)?$/.exec(dated ? dated[2] : text);
      const [, name, amount, unit] = /^(.* )?(-?[\d.]+)(\D*)$/.exec(what) || [0, what, "", ""];
      return { period, name: (name || "").trim(), amount, unit, mark };
    });
    all.reduceRight((next, one) => { one.mark ||= next; return one.mark; }, "");
    return all;
  };
  const keys = {};
  for (const dt of document.querySelectorAll("dt[data-k]"))
    for (const key of dt.dataset.k.split(" ")) keys[key.split("=")[0]] = dt;
  const sources = {};
  for (const dt of document.querySelectorAll("#sources dt")) {
    const [, number, key] = /^〔(\d+)〕(.*)$/.exec(dt.textContent) || [];
    sources[number] = dt.nextElementSibling.textContent.trim() || key;
  }
  const source = (mark) => {
    const [number, cell] = (mark || "").split("!");
    return "〔" + number + "〕" + (sources[number] || "") + (cell ? "，单元格" + cell : "");
  };
  const signed = (number) => String(number).replace("-", "−");
  // The formula with its words replaced by the amounts, in the order of the words.
  const filled = (formula, amounts) => {
    const words = [];
    return formula.split(/([()×÷−＋^])/).map((part) => {
      if (!part || /^([()×÷−＋^]|[\d.]+%?)$/.test(part)) return /^[×÷−＋]$/.test(part) ? " " + part + " " : part;
      if (!words.includes(part)) words.push(part);
      const amount = amounts[words.indexOf(part)] || part;
      return amount[0] === "-" ? "(" + signed(amount) + ")" : amount;
    }).join("");
  };
  const lines = (link, row) => {
    const said = row.dataset.v.split(" ").map((one) => one.split("/")).find(([key]) => key === link.dataset.k);
    const dt = keys[link.dataset.k];
    if (!said || !dt) return [];
    const [rests, terms] = said[2].split("="), all = inputs(row);
    const used = rests ? rests.split(".").map((n) => all[n]) : [], formula = dt.nextElementSibling.textContent;
    const units = new Set(used.map((one) => one.unit));
    const amounts = terms ? terms.split(",") : used.map((one) => one.amount + (units.size > 1 ? one.unit || "万元" : ""));
    const told = [make("strong", row.cells[0].firstChild.textContent + "　" + dt.textContent + "　" + link.textContent)];
    if (/[×÷−＋]/.test(formula)) told.push(make("span", dt.textContent + " ＝ " + formula));
    if (terms !== undefined) told.push(make("span", "＝ " + filled(formula, amounts) + " ＝ " + signed(Math.round(said[1] * 1e4) / 1e4)));
    const list = make("ul", "");
    list.append(...used.map((one) => make("li", one.period + " " + one.name + " " + signed(one.amount) + (one.unit || "万元") + (one.mark ? "〔" + one.mark.split("!")[0] + "〕" : ""))));
    told.push(list, ...[...new Set(used.map((one) => one.mark))].map((mark) => make("span", "出处" + source(mark))));
    return told;
  };
  const hide = () => {
    if (of) of.removeAttribute("aria-describedby");
    tip.hidden = true; pinned = false; of = null;
  };
  const show = (link) => {
    const row = document.getElementById(link.hash.slice(1));
    const told = row ? lines(link, row) : [];
    if (!told.length) return false;
    if (of !== link) hide();
    const doubt = link.nextElementSibling, more = make("span", "");
    if (doubt && doubt.matches("a.doubt")) told.push(make("a", doubt.title, { href: doubt.hash }));
    more.append(make("a", "附录中的这一项", { href: link.hash }));
    tip.replaceChildren(...told, more);
    tip.hidden = false; of = link;
    link.setAttribute("aria-describedby", "tip");
    const at = link.getClientRects()[0], wide = document.documentElement.clientWidth;
    tip.style.left = Math.max(8, Math.min(at.left, wide - tip.offsetWidth - 8)) + scrollX + "px";
    const below = at.bottom + tip.offsetHeight + 8 < innerHeight || at.top < tip.offsetHeight + 8;
    tip.style.top = (below ? at.bottom + 4 : at.top - tip.offsetHeight - 4) + scrollY + "px";
    return true;
  };
  const figure = (event) => event.target.closest && event.target.closest("a[data-k]");
  document.addEventListener("mouseover", (e) => {
    if (pinned || e.target.closest("#tip")) return;
    const link = figure(e);
    if (link) show(link); else if (document.activeElement !== of) hide();
  });
  document.addEventListener("focusin", (e) => {
    const link = figure(e);
    if (link) show(link); else if (!tip.contains(e.target)) hide();
  });
  document.addEventListener("keydown", (e) => {
    if (e.key !== "Escape" || tip.hidden) return;
    const back = of;
    if (pinned) back.focus();
    hide();
  });
  document.addEventListener("click", (e) => {
    const link = figure(e);
    if (link && !e.ctrlKey && !e.metaKey && !e.shiftKey && show(link)) {
      e.preventDefault(); pinned = true; tip.focus({ preventScroll: true });
      return;
    }
    const to = e.target.closest && e.target.closest('a[href^="#"]');
    if (to && tip.contains(to)) from = of;
    if (!tip.contains(e.target) || to) hide();
    if (to) open(to.hash);
  });
  const open = (hash) => {
    const to = hash && document.getElementById(decodeURIComponent(hash.slice(1)));
    const folded = to && to.closest("details");
    if (folded && !folded.open) { folded.open = true; to.scrollIntoView(); }
    if (to && from && to.cells) offerBack(to);
  };
  // Whoever came from a figure to the row of its item is led back to it.
  const offerBack = (row) => {
    const link = from, button = make("button", "返回原处", { type: "button", className: "back" });
    from = null;
    for (const old of document.querySelectorAll("button.back")) old.remove();
    button.addEventListener("click", () => { button.remove(); link.scrollIntoView({ block: "center" }); link.focus({ preventScroll: true }); });
    row.cells[0].append(button);
    button.focus({ preventScroll: true });
  };
  addEventListener("hashchange", () => open(location.hash));
  open(location.hash);
  const value = (cell) => {
    const text = cell ? cell.textContent.trim() : "";
    const number = /^约?([−-]?[\d,.]+)/.exec(text);
    return number ? Number(number[1].replace(/,/g, "").replace("−", "-")) : text;
  };
  for (const table of document.querySelectorAll("table.sortable")) {
    [...table.tHead.rows[0].cells].forEach((head, n) => {
      if (head.matches(".all th:last-child")) return;
      const button = make("button", head.textContent, { type: "button" });
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
    const button = (text, act) => { const b = make("button", text); b.type = "button"; b.addEventListener("click", () => act(b)); return b; };
    const copy = button("复制数据", (b) => {
      const text = cells(table).map((row) => row.join("\t")).join("\n"), done = () => { b.textContent = "已复制"; setTimeout(() => { b.textContent = "复制数据"; }, 2000); };
      const plain = () => { const box = make("textarea", text); document.body.append(box); box.select(); if (document.execCommand("copy")) done(); box.remove(); b.focus(); };
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
