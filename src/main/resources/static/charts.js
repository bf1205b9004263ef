/* Chart conventions for Chart.js 4. Each function takes a <canvas> and plain data and reads every colour from seltzer.css.

   - The x axis is a category axis of local times: every scan that was to be has its slot, also when it is missing.
   - Measured values: thin ink line. Verdict: the point, by shape AND colour (see POINT). Expected range: water.
   - No value is a hollow point on a dashed connector; it is never red. Feedback is a ring; changed settings a diamond on top
     with a dashed line; a preview a dashed line in the accent; what was measured afterwards lies on a tint.
   - Horizontal grid only, few labels, no legend inside, no animation. The same numbers stand in the table below. */
(function (global) {
  "use strict";

  const probe = document.createElement("i");
  probe.hidden = true;
  /* resolves light-dark() and alpha: a canvas needs plain colours */
  function color(name) {
    if (!probe.isConnected) document.body.append(probe);
    probe.style.color = `var(--${name})`;
    return getComputedStyle(probe).color;
  }

  /* look of a point -> shape, colour token; radius in px */
  const POINT = {
    expected:   { shape: "circle",  color: "mark-line",    r: 1.75 },
    anomaly:    { shape: "rectRot", color: "mark-anomaly", r: 6 },
    continuing: { shape: "rectRot", color: "mark-anomaly", r: 5, hollow: true },
    unknown:    { shape: "circle",  color: "line-control", r: 1.75 },
    missing:    { shape: "circle",  color: "line-control", r: 3.5, hollow: true },
  };

  const MONTH = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
  const day = (t) => `${+t.slice(8, 10)} ${MONTH[+t.slice(5, 7) - 1]}`;
  const longDay = (t) => new Date(t.slice(0, 10) + "T12:00Z").toLocaleDateString("en-GB", { weekday: "short", day: "numeric", month: "short", year: "numeric", timeZone: "UTC" }) + (t.length > 10 ? ", " + t.slice(11) : "");
  const number = (v) => v.toLocaleString("en-US", { maximumSignificantDigits: 6 });
  const font = () => ({ family: getComputedStyle(document.body).fontFamily, size: 11.5 });

  function axes(points, data) {
    const ink = color("ink-3"), short = points.length && points[0].t.length > 10 && points[0].t.slice(0, 8) === points.at(-1).t.slice(0, 8);
    return {
      x: { type: "category", grid: { display: false }, border: { color: color("line-strong") },
           ticks: { color: ink, font: font(), maxRotation: 0, autoSkip: true, autoSkipPadding: 28, maxTicksLimit: 8,
                    callback(i) { const t = this.getLabelForValue(i); return short ? `${day(t)}, ${t.slice(11)}` : day(t); } } },
      y: { beginAtZero: data.fromZero, grid: { color: color("grid"), tickLength: 0 }, border: { display: false },
           ticks: { color: ink, font: font(), padding: 8, maxTicksLimit: 6, callback: (v) => data.unit ? `${number(v)} ${data.unit}` : number(v) } },
    };
  }

  function tooltip(callbacks) {
    return { displayColors: false, backgroundColor: color("ink"), titleColor: color("surface"), bodyColor: color("surface"),
             padding: { x: 12, y: 9 }, cornerRadius: 6, caretSize: 5, titleFont: { ...font(), size: 12, weight: 600 }, bodyFont: { ...font(), size: 12 },
             titleMarginBottom: 4, bodySpacing: 3, filter: (item, index) => index === 0, callbacks };
  }

  function base(extra) {
    return { responsive: true, maintainAspectRatio: false, animation: false, normalized: true, interaction: { mode: "index", intersect: false }, ...extra };
  }

  /* dashed where a value is missing between two points */
  const gapSegment = { borderDash: (c) => c.p1DataIndex - c.p0DataIndex > 1 ? [3, 4] : undefined,
                       borderColor: (c) => c.p1DataIndex - c.p0DataIndex > 1 ? color("line-control") : undefined };

  /* y of missing points: on the straight line between the neighbours */
  function interpolate(values) {
    const there = values.map((v, i) => v == null ? -1 : i).filter((i) => i >= 0);
    let next = 0;
    return values.map((v, i) => {
      if (v != null) return null;
      while (next < there.length && there[next] < i) next++;
      const a = there[next - 1], b = there[next];
      if (a == null || b == null) return values[a ?? b] ?? null;
      return values[a] + (values[b] - values[a]) * (i - a) / (b - a);
    });
  }

  function pointStyle(looks, selected) {
    const look = looks.map((k) => POINT[k] ?? POINT.unknown);
    return { pointStyle: look.map((p) => p.shape), pointRadius: look.map((p, i) => p.r + (i === selected ? 2 : 0)), pointHoverRadius: look.map((p) => p.r + 2), pointHitRadius: 10,
             pointBackgroundColor: look.map((p) => color(p.hollow ? "surface" : p.color)), pointBorderColor: look.map((p) => color(p.hollow ? p.color : "surface")),
             pointBorderWidth: look.map((p) => p.hollow ? 1.5 : p.r > 2 ? 1.25 : 0), pointHoverBorderWidth: 1.5 };
  }

  /* plugins ---------------------------------------------------------------------------------------------------- */
  const crosshair = { id: "crosshair", afterDatasetsDraw(chart) {
    const at = chart.tooltip?.getActiveElements()?.[0]; if (!at) return;
    const { ctx, chartArea: a } = chart; ctx.save(); ctx.strokeStyle = color("line-control"); ctx.setLineDash([2, 3]);
    ctx.beginPath(); ctx.moveTo(at.element.x, a.top); ctx.lineTo(at.element.x, a.bottom); ctx.stroke(); ctx.restore(); } };

  /* ground under what was measured afterwards */
  const tint = { id: "tint", beforeDatasetsDraw(chart, _, { runs = [] }) {
    const { ctx, chartArea: a, scales: { x } } = chart; ctx.save(); ctx.fillStyle = color("sunken"); ctx.globalAlpha = .7;
    for (const [from, to] of runs) {
      const l = Math.max(a.left, x.getPixelForValue(from - .5)), r = Math.min(a.right, x.getPixelForValue(to + .5));
      ctx.fillRect(l, a.top, Math.max(1, r - l), a.bottom - a.top);
    }
    ctx.restore(); } };

  /* changed settings (dashed line, small diamond on top), selected point (solid line), feedback (rings) */
  const marks = { id: "marks", afterDatasetsDraw(chart, _, { list = [], selected, rings = [] }) {
    const { ctx, chartArea: a, scales: { x, y } } = chart; ctx.save();
    const at = list.map((m) => Math.min(a.right, x.getPixelForValue(m.index))), top = a.top - 14;
    let taken = a.left;
    list.forEach((m, i) => {
      const px = at[i];
      ctx.strokeStyle = color("ink-3"); ctx.setLineDash([3, 3]); ctx.beginPath(); ctx.moveTo(px, top + 6); ctx.lineTo(px, a.bottom); ctx.stroke(); ctx.setLineDash([]);
      ctx.fillStyle = color("surface"); ctx.beginPath(); ctx.moveTo(px, top - 5); ctx.lineTo(px + 5, top); ctx.lineTo(px, top + 5); ctx.lineTo(px - 5, top); ctx.closePath(); ctx.fill(); ctx.stroke();
      /* right of its diamond where there is room, else left of it; a crowded label is left to the table */
      ctx.fillStyle = color("ink-2"); ctx.font = `11px ${font().family}`; ctx.textBaseline = "middle"; ctx.textAlign = "left";
      const width = ctx.measureText(m.text).width, next = at[i + 1] ?? Infinity;
      if (px + 10 + width < Math.min(next - 8, a.right + 12)) { ctx.fillText(m.text, px + 10, top); taken = px + 10 + width; }
      else if (px - 10 - width > taken + 8) { ctx.fillText(m.text, px - 10 - width, top); taken = px + 8; }
      else taken = Math.max(taken, px + 8);
    });
    if (selected != null) { const px = x.getPixelForValue(selected); ctx.strokeStyle = color("accent"); ctx.lineWidth = 1.5; ctx.beginPath(); ctx.moveTo(px, a.top); ctx.lineTo(px, a.bottom); ctx.stroke(); }
    ctx.lineWidth = 1.5; ctx.strokeStyle = color("mark-line");
    for (const r of rings) { ctx.beginPath(); ctx.arc(x.getPixelForValue(r.index), y.getPixelForValue(r.value), 11, 0, 7); ctx.stroke(); }
    ctx.restore(); } };

  /* what is being chosen by dragging */
  const choice = { id: "choice", afterDraw(chart) {
    if (!chart.$choice) return;
    const { ctx, chartArea: a } = chart, [l, r] = chart.$choice; ctx.save(); ctx.fillStyle = color("accent"); ctx.globalAlpha = .14;
    ctx.fillRect(Math.min(l, r), a.top, Math.abs(r - l), a.bottom - a.top); ctx.restore(); } };

  /* overview strip: everything outside the shown window is veiled */
  const brush = { id: "brush", afterDatasetsDraw(chart, _, { from, to }) {
    if (from == null || to < from) return; const { ctx, chartArea: a, scales: { x } } = chart, l = x.getPixelForValue(from), r = Math.max(l + 2, x.getPixelForValue(to)); ctx.save();
    ctx.globalAlpha = .68; ctx.fillStyle = color("surface"); ctx.fillRect(a.left - 4, a.top, l - a.left + 4, a.bottom - a.top); ctx.fillRect(r, a.top, a.right - r + 4, a.bottom - a.top); ctx.globalAlpha = 1;
    ctx.strokeStyle = color("accent"); ctx.lineWidth = 1.5; ctx.strokeRect(l, a.top, r - l, a.bottom - a.top); ctx.fillStyle = color("accent");
    for (const px of [l, r]) { ctx.beginPath(); ctx.roundRect(px - 3, (a.top + a.bottom) / 2 - 9, 6, 18, 3); ctx.fill(); } ctx.restore(); } };

  /* charts ----------------------------------------------------------------------------------------------------- */

  /* runs of indexes for which `is` holds, as [first, last] */
  function runs(points, is) {
    const found = [];
    points.forEach((p, i) => { if (is(p)) found.at(-1)?.[1] === i - 1 ? found.at(-1)[1] = i : found.push([i, i]); });
    return found;
  }

  /* data: as io.seltzer.cloud.web.Plot writes it; preview: [{lo, hi}] for all points, or null */
  function monitor(canvas, data, preview, onSelect) {
    const P = data.points.slice(data.from, data.to + 1), shift = (i) => i == null ? null : i - data.from;
    const values = P.map((p) => p.v ?? null), looks = P.map((p) => p.look), selected = shift(data.selected);
    /* a range that is open at one end reaches to the hard bound, else to the smallest or largest number there is */
    const all = P.flatMap((p) => [p.v, p.lo, p.hi]).filter((v) => v != null), least = data.lowest ?? Math.min(...all), most = data.highest ?? Math.max(...all);
    const low = (p) => p.lo ?? (p.hi == null ? null : least), high = (p) => p.hi ?? (p.lo == null ? null : most);
    const edge = (line, fill) => ({ data: line, borderColor: color("water-edge"), borderWidth: 1, pointRadius: 0, pointHoverRadius: 0, pointHitRadius: 0, fill, backgroundColor: color("water"), spanGaps: true });
    const dashed = (side) => ({ data: preview.slice(data.from, data.to + 1).map((p) => p?.[side] ?? null), borderColor: color("accent"), borderDash: [4, 4], borderWidth: 1.25, pointRadius: 0, pointHoverRadius: 0, spanGaps: true });
    const sets = [{ data: values, borderColor: color("mark-line"), borderWidth: 1.25, spanGaps: true, segment: gapSegment, ...pointStyle(looks, selected) },
      { data: interpolate(values), showLine: false, ...pointStyle(looks.map(() => "missing")) }];
    if (preview) sets.push(dashed("lo"), dashed("hi"));
    sets.push(edge(P.map(high), false), edge(P.map(low), "-1"));
    const inside = (index) => index >= data.from && (index <= data.to || data.to === data.points.length - 1);
    return new Chart(canvas, { type: "line", plugins: [tint, marks, crosshair, choice], data: { labels: P.map((p) => p.t), datasets: sets },
      options: base({ layout: { padding: { top: 26, right: 14 } }, scales: axes(P, data),
        onClick: (_, at) => at.length && onSelect?.(P[at[0].index]),
        plugins: { legend: { display: false }, tint: { runs: runs(P, (p) => p.backfilled) },
          marks: { list: data.changes.filter((m) => inside(m.index)).map((m) => ({ index: shift(m.index), text: m.text })), selected, rings: P.map((p, i) => p.mark && p.v != null ? { index: i, value: p.v } : null).filter(Boolean) },
          tooltip: tooltip({ title: (items) => items.length ? longDay(items[0].label) : "",
            label: (c) => { const p = P[c.dataIndex]; return [p.value === "–" ? p.word : `${p.word}: ${p.value}`, p.range === "–" ? "No expected range" : `Expected ${p.range}`].concat(p.mark ? [`Feedback: ${p.mark}`] : [], p.backfilled ? ["Measured afterwards"] : []); } }) } }) });
  }

  /* Strip below the monitor: the whole history, with the shown window. */
  function overview(canvas, data) {
    const P = data.points, looks = P.map((p) => p.look === "anomaly" ? "anomaly" : "unknown"), style = pointStyle(looks), scales = axes(P, data), months = new Set();
    style.pointRadius = looks.map((k) => k === "anomaly" ? 3.5 : 0); style.pointBorderWidth = 0; style.pointHoverRadius = 0;
    scales.y.display = false;
    const starts = P.map((p, i) => { const m = p.t.slice(0, 7); if (months.has(m)) return false; months.add(m); return i > 0 || p.t.slice(8, 10) < "08"; });
    if (months.size > 2) {
      const every = Math.ceil(months.size / (canvas.parentElement.clientWidth > 560 ? 14 : 5));
      let n = 0; const shown = starts.map((s) => s && n++ % every === 0);
      scales.x.ticks.autoSkip = false; scales.x.ticks.maxTicksLimit = undefined; scales.x.ticks.align = "start";
      scales.x.ticks.callback = function (i) { const t = this.getLabelForValue(i); return shown[i] ? MONTH[+t.slice(5, 7) - 1] + (t.slice(5, 7) === "01" || months.size > 14 ? " " + t.slice(0, 4) : "") : null; };
    }
    return new Chart(canvas, { type: "line", plugins: [brush, choice], data: { labels: P.map((p) => p.t), datasets: [{ data: P.map((p) => p.v ?? null), borderColor: color("mark-line"), borderWidth: 1, spanGaps: true, ...style }] },
      options: base({ events: [], layout: { padding: { top: 6, left: 4, right: 6 } }, scales, plugins: { legend: { display: false }, tooltip: { enabled: false }, brush: { from: data.from, to: data.to } } }) });
  }

  global.SeltzerCharts = { monitor, overview };
})(window);
