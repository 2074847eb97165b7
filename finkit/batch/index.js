"use strict";
(() => {
  const by = (id) => document.getElementById(id);
  const table = document.querySelector("table.index"), rows = [...table.tBodies[0].rows];
  document.querySelector(".filters").hidden = false;
  const filter = () => {
    const word = by("find").value.trim(), province = by("province").value, status = by("status").value;
    let shown = 0;
    for (const row of rows) {
      const keep = row.dataset.find.includes(word) && (!province || row.dataset.province === province) &&
        (!status || row.dataset.status.split(" ").includes(status));
      row.hidden = !keep;
      shown += keep;
    }
    by("shown").textContent = "显示 " + shown + " / " + rows.length;
  };
  for (const id of ["find", "province", "status"]) by(id).addEventListener("input", filter);
  document.querySelector(".filters").addEventListener("submit", (e) => e.preventDefault());
  [...table.tHead.rows[0].cells].forEach((head, n) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = head.textContent;
    head.replaceChildren(button);
    button.addEventListener("click", () => {
      const up = head.getAttribute("aria-sort") !== "ascending";
      for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", up ? "ascending" : "descending");
      const text = (row) => row.cells[n].textContent.trim();
      rows.sort((a, b) => text(a).localeCompare(text(b), "zh", { numeric: true }) * (up ? 1 : -1));
      table.tBodies[0].append(...rows);
    });
  });
  filter();
})();
