"use strict";
(() => {
  const by = (id) => document.getElementById(id), form = document.querySelector(".filters");
  const table = document.querySelector("table.index"), heads = [...table.tHead.rows[0].cells];
  const AT_ONCE = 100, MOST_TICKS = 160;
  const number = (text) => {
    const found = text.replace("−", "-").replace(/[,+*约]/g, "");
    return found === "" || found === "—" ? NaN : Number(found);
  };
  const rows = [...table.tBodies].flatMap((body) => [...body.rows]).map((row, at) => {
    const cells = [...row.cells].map((cell) => cell.textContent.trim());
    return {
      row, at, cells, numbers: cells.map(number), name: row.cells[0].firstChild.textContent.trim(),
      find: (cells[0] + " " + row.dataset.f + " " + row.dataset.p).toLowerCase(),
      province: row.dataset.v, prefecture: row.dataset.p, period: row.dataset.t, status: cells[cells.length - 1],
    };
  });
  const body = table.tBodies[0];
  let shown = rows, limit = AT_ONCE, sorted = null;
  const width = (text) => text.replace(/[\uff01-\uff5e]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
    .replace(/\u3000/g, " ").trim().toLowerCase();
  const chosen = (id) => (by(id) ? by(id).value : "");
  const FILTERS = ["period", "province", "prefecture", "status"];

  const draw = () => {
    const drawn = shown.slice(0, limit).map((one) => one.row);
    body.replaceChildren(...drawn);
    by("more").hidden = shown.length <= limit;
    by("more").textContent = "再显示" + Math.min(AT_ONCE, shown.length - limit) + "行";
    by("none").hidden = shown.length > 0;
  };
  const quantile = (values, share) => {
    const at = (values.length - 1) * share, low = Math.floor(at);
    return values[low] + (values[Math.min(low + 1, values.length - 1)] - values[low]) * (at - low);
  };
  const plain = (value, digits) => value.toFixed(digits).replace("-", "−").replace(/\B(?=(\d{3})+(?!\d))/g, ",");
  const NS = "http://www.w3.org/2000/svg";
  const strips = new Map();
  const isOfOnePeriod = () => new Set(shown.map((one) => one.period)).size === 1;
  const strip = (head, column) => {
    const values = shown.map((one) => one.numbers[column]).filter((v) => !Number.isNaN(v)).sort((a, b) => a - b);
    head.querySelectorAll(".strip,.range").forEach((old) => old.remove());
    strips.delete(column);
    // Amounts of several months or years have no distribution: choose a period first.
    if (values.length < 5 || !isOfOnePeriod()) return;
    const quarter = quantile(values, 0.75) - quantile(values, 0.25);
    const low = Math.max(values[0], quantile(values, 0.25) - 2.5 * quarter);
    const high = Math.min(values[values.length - 1], quantile(values, 0.75) + 2.5 * quarter);
    const x = (v) => (1 + 98 * (high > low ? (Math.min(Math.max(v, low), high) - low) / (high - low) : 0.5)).toFixed(1);
    const svg = document.createElementNS(NS, "svg");
    svg.setAttribute("class", "strip");
    svg.setAttribute("viewBox", "0 0 100 16");
    svg.setAttribute("preserveAspectRatio", "none");
    svg.setAttribute("aria-hidden", "true");
    const line = (d, name) => {
      const path = document.createElementNS(NS, "path");
      path.setAttribute("d", d);
      path.setAttribute("stroke", "currentColor");
      path.setAttribute("class", name);
      svg.append(path);
      return path;
    };
    const step = Math.max(1, Math.ceil(values.length / MOST_TICKS));
    line(values.filter((_, n) => n % step === 0).map((v) => "M" + x(v) + " 5V12").join(""), "");
    const middle = quantile(values, 0.5);
    line("M" + x(middle) + " 2V15", "middle");
    strips.set(column, { x, own: line("", "own") });
    const range = document.createElement("span");
    range.className = "range";
    range.textContent = plain(values[0], 1) + "　中位 " + plain(middle, 1) + "　" + plain(values[values.length - 1], 1);
    head.append(svg, range);
  };
  const tell = () => {
    const parts = ["显示 " + shown.length + " / " + rows.length];
    const income = heads.findIndex((head) => head.dataset.key === "revenue");
    const growth = heads.findIndex((head) => head.dataset.key === "revenue_growth");
    const held = (column) => shown.map((one) => one.numbers[column]).filter((v) => !Number.isNaN(v)).sort((a, b) => a - b);
    if (income > 0 && !("unsummed" in table.dataset) && isOfOnePeriod() && held(income).length) {
      const amounts = held(income);
      parts.push("有数的" + amounts.length + "个收入合计 " + plain(amounts.reduce((a, b) => a + b, 0), 2) + " 亿元");
    }
    if (growth > 0 && isOfOnePeriod() && held(growth).length >= 5) {
      parts.push("增幅中位数 " + plain(quantile(held(growth), 0.5), 1) + "%");
    }
    by("shown").textContent = parts.join("；");
  };
  const remember = () => {
    const kept = new URLSearchParams();
    if (chosen("find")) kept.set("find", chosen("find"));
    for (const id of FILTERS) if (chosen(id)) kept.set(id, chosen(id));
    if (sorted) kept.set("sort", sorted.key + (sorted.up ? "" : "-"));
    history.replaceState(null, "", kept.size ? "#" + kept : location.pathname + location.search);
  };
  const order = () => {
    if (!sorted) return;
    const column = heads.findIndex((head) => head.dataset.key === sorted.key);
    const sign = sorted.up ? 1 : -1, isNumber = "number" in heads[column].dataset;
    const compare = new Intl.Collator("zh", { numeric: true }).compare;
    shown.sort((a, b) => {
      if (!isNumber) return sign * compare(a.cells[column], b.cells[column]) || a.at - b.at;
      const x = a.numbers[column], y = b.numbers[column];
      if (Number.isNaN(x) || Number.isNaN(y)) return Number.isNaN(x) - Number.isNaN(y) || a.at - b.at;
      return sign * (x - y) || a.at - b.at;
    });
  };
  let later = 0;
  const distributions = () => heads.forEach((head, column) => {
    if ("number" in head.dataset && !("plain" in head.dataset)) strip(head, column);
  });
  const filter = () => {
    const words = width(chosen("find")).split(/\s+/).filter(Boolean);
    shown = rows.filter((one) => words.every((word) => one.find.includes(word)) &&
      FILTERS.every((id) => !chosen(id) || (id === "status" ? one.status.startsWith(chosen(id)) : one[id] === chosen(id))));
    limit = AT_ONCE;
    order();
    draw();
    tell();
    // The rows answer at once, the distributions when nobody types.
    clearTimeout(later);
    later = setTimeout(distributions, 80);
    remember();
  };

  heads.forEach((head) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.replaceChildren(button);
    button.addEventListener("click", () => {
      const first = !("number" in head.dataset);
      sorted = { key: head.dataset.key, up: sorted && sorted.key === head.dataset.key ? !sorted.up : first };
      mark();
      order();
      draw();
      remember();
    });
  });
  const mark = () => {
    for (const head of heads) {
      head.removeAttribute("aria-sort");
      if (sorted && head.dataset.key === sorted.key) head.setAttribute("aria-sort", sorted.up ? "ascending" : "descending");
    }
  };
  for (const id of ["find", ...FILTERS]) if (by(id)) by(id).addEventListener("input", filter);
  if (by("few")) by("few").addEventListener("input", () => table.classList.toggle("all", by("few").checked));
  form.addEventListener("submit", (event) => event.preventDefault());
  by("more").addEventListener("click", () => { limit += AT_ONCE; draw(); });
  body.addEventListener("pointerover", (event) => {
    const row = event.target.closest("tr"), one = row && shown.find((found) => found.row === row);
    if (!one) return;
    for (const [column, { x, own }] of strips) {
      const value = one.numbers[column];
      own.setAttribute("d", Number.isNaN(value) ? "" : "M" + x(value) + " 2V15");
    }
  });
  by("save").addEventListener("click", () => {
    const cell = (text) => (/[",\n]/.test(text) ? '"' + text.replaceAll('"', '""') + '"' : text);
    const safe = (text) => (/^[=@\t\r]/.test(text) ? "'" + text : text);
    const names = ["县区", "代码", ...heads.slice(1).map((head) => head.querySelector("button").textContent.trim())];
    const lines = shown.map((one) => [one.name, one.row.dataset.f.split(" ")[0], ...one.cells.slice(1).map((text, n) =>
      Number.isNaN(one.numbers[n + 1]) ? (text === "—" ? "" : safe(text)) : text.replace("−", "-").replace(/[,+]/g, ""))]);
    const text = "\ufeff" + [names, ...lines].map((line) => line.map(cell).join(",")).join("\r\n") + "\r\n";
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "text/csv" }));
    link.download = "县区一览.csv";
    link.click();
    URL.revokeObjectURL(link.href);
  });

  const kept = new URLSearchParams(location.hash.slice(1));
  for (const id of ["find", ...FILTERS]) {
    const wanted = kept.get(id);
    if (by(id) && wanted !== null && (id === "find" || [...by(id).options].some((one) => one.value === wanted))) by(id).value = wanted;
  }
  const by_sort = kept.get("sort") || "", key = by_sort.replace(/-$/, "");
  if (heads.some((head) => head.dataset.key === key)) sorted = { key, up: !by_sort.endsWith("-") };
  form.hidden = false;
  mark();
  filter();
  if (table.tBodies[1]) table.tBodies[1].remove();
})();
