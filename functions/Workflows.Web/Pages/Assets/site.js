// Comfort only: every page works without it.
"use strict";
// In a block, since it runs again in the page that an upload writes over this one, where its names are taken.
{
  document.querySelector("[data-focus]")?.focus();
  for (const form of document.forms) {
    form.addEventListener("submit", (event) => {
      if (form.dataset.sent) event.preventDefault();
      form.dataset.sent = "yes";
    });
  }
  // Coming back from the next page, the form may be sent again.
  addEventListener("pageshow", () => { for (const form of document.forms) delete form.dataset.sent; });

  // Value grids: a column copied from a spreadsheet fills the cells below, the arrow keys move between rows, and sums are added up as one types.
  const numberOf = (text) => {
    const plain = text.replace(/\s/g, "").replace(",", ".");
    return /^-?\d+(\.\d+)?$/.test(plain) ? Number(plain) : null;
  };
  for (const grid of document.querySelectorAll(".breakdown")) {
    const cells = [...grid.querySelectorAll("tbody input")];
    grid.addEventListener("paste", (event) => {
      const from = cells.indexOf(event.target);
      const rows = event.clipboardData.getData("text").replace(/\r/g, "").replace(/\n$/, "").split("\n");
      if (from < 0 || rows.length < 2) return;
      event.preventDefault();
      // The last filled column: labels may have been copied with the numbers.
      rows.forEach((row, i) => {
        const cell = cells[from + i];
        if (cell) cell.value = (row.split("\t").filter((part) => part.trim()).pop() ?? "").trim();
      });
      event.target.dispatchEvent(new Event("input", { bubbles: true }));
    });
    grid.addEventListener("keydown", (event) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      const next = step && cells[cells.indexOf(event.target) + step];
      if (!next || !cells.includes(event.target)) return;
      event.preventDefault();
      next.focus();
      next.select();
    });
    const total = document.getElementById(grid.dataset.sum);
    const output = grid.querySelector("output");
    if (!total || !output) continue;
    const differs = grid.nextElementSibling;
    const add = () => {
      const numbers = cells.map((cell) => numberOf(cell.value));
      const sum = numbers.reduce((before, number) => before + (number ?? 0), 0);
      output.value = new Intl.NumberFormat(output.dataset.lang, { maximumFractionDigits: 12, useGrouping: "always" }).format(sum);
      const whole = numberOf(total.value);
      const filled = cells.every((cell) => cell.value.trim());
      const off = whole !== null && (filled ? Math.abs(sum - whole) > 1e-9 : sum - whole > 1e-9);
      output.classList.toggle("off", off);
      if (differs) differs.hidden = !off && !differs.querySelector("input").value;
    };
    grid.addEventListener("input", add);
    total.addEventListener("input", add);
    add();
  }

  // A total that leaps against last year's asks why, as the server will.
  for (const leap of document.querySelectorAll("[data-leap]")) {
    const total = document.getElementById(leap.dataset.leap);
    const before = Number(leap.dataset.before);
    const ask = () => {
      const now = numberOf(total.value);
      leap.hidden = (now === null || Math.abs(now - before) <= Math.abs(before) / 2) && !leap.querySelector("input").value;
    };
    total.addEventListener("input", ask);
    ask();
  }

  // Documents go up with their progress shown; the answer is the page that comes back.
  for (const form of document.querySelectorAll("form[enctype='multipart/form-data']")) {
    form.addEventListener("submit", (event) => {
      const files = [...form.querySelectorAll("input[type=file]")].filter((input) => input.files.length);
      if (event.defaultPrevented) return;
      if (!files.length || !window.XMLHttpRequest) return;
      event.preventDefault();
      const bar = document.createElement("div");
      bar.className = "upload";
      bar.setAttribute("role", "status");
      const progress = document.createElement("progress");
      progress.max = 100;
      progress.value = 0;
      progress.setAttribute("aria-label", files.map((input) => input.files[0].name).join(", "));
      bar.append(progress);
      form.prepend(bar);
      bar.scrollIntoView({ block: "nearest" });
      const request = new XMLHttpRequest();
      request.upload.addEventListener("progress", (e) => { if (e.lengthComputable) progress.value = (100 * e.loaded) / e.total; });
      request.addEventListener("load", () => {
        if (request.status === 200 && request.responseURL !== new URL(form.action, location).href) {
          location.assign(request.responseURL);
        } else {
          document.open();
          document.write(request.responseText);
          document.close();
        }
      });
      request.addEventListener("error", () => { bar.remove(); delete form.dataset.sent; form.submit(); });
      request.open("POST", form.action);
      request.send(new FormData(form, event.submitter));
    });
  }
}
