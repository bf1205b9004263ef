/* The page of one monitor: draws the plot, previews another sensitivity, and lets one choose a part of the history by
   dragging. The server makes everything else, so the page works without this but for the plot. */
(function () {
  "use strict";
  let page = null;

  const byId = (id) => document.getElementById(id);

  function start() {
    const source = byId("series");
    if (!source || source === page?.source) return;
    stop();
    const data = JSON.parse(source.content.textContent);
    page = { source, data, charts: [], preview: null };
    draw();
    settings(data);
    ticks();
    const tinted = document.querySelector("[data-legend=backfilled]");
    tinted.hidden = !data.points.slice(data.from, data.to + 1).some((p) => p.backfilled);
  }

  function stop() {
    page?.charts.forEach((chart) => chart.destroy());
    page = null;
  }

  function draw() {
    if (!page) return;
    page.charts.forEach((chart) => chart.destroy());
    const [plot, strip] = document.querySelectorAll("[data-chart]");
    page.charts = [SeltzerCharts.monitor(plot, page.data, page.preview, select), SeltzerCharts.overview(strip, page.data)];
    drag(plot, page.charts[0], page.data.from);
    drag(strip, page.charts[1], 0);
  }

  /* navigation: the address says what is shown, the server makes it */
  function go(change) {
    const to = new URL(location.href);
    to.pathname = to.pathname.replace(/\/settings$/, "");
    change(to.searchParams);
    const path = to.pathname + to.search;
    htmx.ajax("GET", path, { target: "#monitor", select: "#monitor", swap: "outerHTML show:none" })
      .then(() => history.pushState(null, "", path));
  }

  function select(point) {
    if (!page.dragged) go((parameters) => parameters.set("at", point.at));
  }

  function show(first, last) {
    const { points } = page.data;
    go((parameters) => {
      ["days", "page", "at"].forEach((name) => parameters.delete(name));
      parameters.set("from", points[first].t);
      parameters.set("to", points[last].t);
    });
  }

  /* dragging chooses from one slot to another; on the strip, inside the frame, it moves the frame, and at its ends an end */
  function drag(canvas, chart, offset) {
    const strip = chart.options.plugins.brush;
    let from = null, way = "choose";
    const slot = (x) => Math.max(0, Math.min(chart.data.labels.length - 1, chart.scales.x.getValueForPixel(x)));
    const edges = () => [page.data.from, page.data.to].map((i) => chart.scales.x.getPixelForValue(i));
    const within = (e) => e.clientX - canvas.getBoundingClientRect().left;
    canvas.classList.add("is-crosshair");
    canvas.onpointerdown = (e) => {
      if (e.button) return;
      from = within(e);
      page.dragged = false;
      way = "choose";
      if (strip) {
        const [l, r] = edges();
        way = Math.abs(from - l) < 9 ? "left" : Math.abs(from - r) < 9 ? "right" : from > l && from < r && r - l < chart.chartArea.width - 20 ? "move" : "choose";
      }
    };
    const span = (x) => {
      const [l, r] = strip ? edges() : [0, 0];
      return way === "left" ? [x, r] : way === "right" ? [l, x] : way === "move" ? [l + x - from, r + x - from] : [from, x];
    };
    canvas.onpointermove = (e) => {
      if (from == null || Math.abs(within(e) - from) < 5) return;
      if (!page.dragged) { page.dragged = true; canvas.setPointerCapture(e.pointerId); }
      chart.$choice = span(within(e));
      chart.draw();
    };
    canvas.onpointerup = (e) => {
      if (from == null) return;
      const [a, b] = span(within(e)).map(slot).sort((x, y) => x - y);
      from = null;
      chart.$choice = null;
      if (page.dragged && b > a) show(a + offset, b + offset);
      else chart.draw();
    };
    canvas.onpointercancel = () => { from = null; chart.$choice = null; chart.draw(); };
  }

  /* sensitivity: the range grows and shrinks about its middle with the width in standard deviations; an end that lies
     on what the metric allows may have been cut off there, so it stays */
  function scaled(data, z) {
    const lowest = data.lowest ?? -Infinity, highest = data.highest ?? Infinity;
    return data.points.map((p) => p.e == null || !p.z ? null : {
      lo: p.lo == null || p.lo <= lowest ? p.lo : Math.max(lowest, p.e + (p.lo - p.e) * z / p.z),
      hi: p.hi == null || p.hi >= highest ? p.hi : Math.min(highest, p.e + (p.hi - p.e) * z / p.z),
    });
  }

  function outside(data, point, range, sides) {
    if (point.v == null) return false;
    if (data.minimum != null && point.v < data.minimum || data.maximum != null && point.v > data.maximum) return true;
    return sides.above && range?.hi != null && point.v > range.hi || sides.below && range?.lo != null && point.v < range.lo;
  }

  function settings(data) {
    const form = byId("settings");
    if (!form) return;
    const slider = byId("slider"), width = byId("sensitivity"), words = byId("preview"), legend = document.querySelector("[data-legend=preview]");
    const preview = () => {
      const z = Number(width.value), valid = z >= .3 && z <= 6;
      const sides = { above: form.elements.above.checked, below: form.elements.below.checked };
      const shown = data.points.slice(data.from, data.to + 1), told = shown.filter((p) => p.look === "anomaly" || p.look === "continuing");
      page.preview = valid && z !== data.sensitivity ? scaled(data, z) : null;
      const ranges = scaled(data, valid ? z : data.sensitivity).slice(data.from, data.to + 1);
      const stay = shown.filter((p, i) => told.includes(p) && outside(data, p, ranges[i], sides)).length;
      const fresh = shown.filter((p, i) => p.look === "expected" && outside(data, p, ranges[i], sides)).length;
      words.innerHTML = "";
      if (valid) words.append("At ", strong(z), ", ", strong(`${stay} of ${told.length}`), " anomalies of this period remain", fresh ? `, ${fresh} would be new.` : ".");
      legend.hidden = !page.preview;
      legend.lastElementChild.textContent = `Preview of sensitivity ${z}`;
      draw();
    };
    slider.oninput = () => { width.value = slider.value; preview(); };
    width.oninput = () => { slider.value = width.value; preview(); };
    form.elements.above.onchange = form.elements.below.onchange = preview;
    form.addEventListener("reset", () => setTimeout(() => { slider.value = width.value; preview(); }));
    byId("add-exclusion").onclick = () => {
      const rows = byId("exclusions"), row = rows.lastElementChild.cloneNode(true);
      row.querySelectorAll("input").forEach((field) => { field.value = ""; });
      rows.append(row);
      row.querySelector("input").focus();
    };
    preview();
  }

  function strong(text) {
    const element = document.createElement("b");
    element.textContent = text;
    return element;
  }

  /* how many rows are ticked */
  function ticks() {
    const table = byId("measurements"), all = byId("tick-all"), chip = byId("ticked");
    const boxes = [...table.querySelectorAll("input[name=point]")];
    const count = () => {
      const ticked = boxes.filter((box) => box.checked).length;
      chip.hidden = ticked === 0;
      chip.textContent = `${ticked} selected`;
      all.checked = ticked > 0 && ticked === boxes.length;
      all.indeterminate = ticked > 0 && ticked < boxes.length;
    };
    all.onchange = () => { boxes.forEach((box) => { box.checked = all.checked; }); count(); };
    boxes.forEach((box) => { box.onchange = count; });
    count();
  }

  document.addEventListener("DOMContentLoaded", start);
  document.addEventListener("htmx:afterSettle", start);
  document.addEventListener("htmx:historyRestore", start);
  document.addEventListener("htmx:responseError", () => { const problem = byId("feedback-problem"); if (problem) problem.hidden = false; });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
  new MutationObserver(draw).observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
})();
