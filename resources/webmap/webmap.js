// SPDX-License-Identifier: MIT
// The web map of a release. Everything comes from the JSON block of the page; every text is set as text.
"use strict";
const hotmap = (() => {
  const D = JSON.parse(document.getElementById("data").textContent);
  // What is said more than once stands once in the page.
  const said = (value) => (typeof value === "number" ? D.texts[value] : value);
  const places = D.hotspots.map((h) => ({ ...h, k: said(h.k), p: said(h.p), b: said(h.b), t: said(h.t), x: said(h.x), marker: null, shape: null, item: null, shown: true }));
  const byId = (id) => document.getElementById(id);
  const hidden = new Set();
  let map, labels, chosen = null;

  // ---- small things ---------------------------------------------------------------------------------------------

  function node(tag, className, text) {
    const element = document.createElement(tag);
    if (className) element.className = className;
    if (text !== undefined) element.textContent = text;
    return element;
  }

  // A sign is a reference to one of the drawings in the page; `unit` is the size of one unit of it in pixels.
  function sign(name, unit, alt) {
    const [id, width, height] = D.signs[name];
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    svg.setAttribute("class", "sign");
    svg.setAttribute("width", width * unit);
    svg.setAttribute("height", height * unit);
    svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
    if (alt) { svg.setAttribute("role", "img"); svg.setAttribute("aria-label", alt); } else svg.setAttribute("aria-hidden", "true");
    const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
    use.setAttribute("href", `#${id}`);
    use.setAttribute("width", width);
    use.setAttribute("height", height);
    svg.append(use);
    return svg;
  }

  function icon(name, unit, ball) {
    const [, width, height] = D.signs[name], box = node("div");
    box.append(sign(name, unit));
    if (ball) {
      const mark = sign(`cover-${ball}`, 1.0);
      mark.classList.add("ball");
      box.append(mark);
    }
    return L.divIcon({ html: box, className: "sign-box", iconSize: [width * unit, height * unit] });
  }

  const latLng = ([lon, lat]) => [lat, lon];
  const levelName = (h) => D.levels[h.l].name;

  // ---- list, search, filter -------------------------------------------------------------------------------------

  function coverMark(h) {
    const mark = node("span", h.a ? "cover alone" : "cover");
    mark.append(sign(`cover-${h.v}`, 1.15), node("span", "", D.covers[h.v]));
    return mark;
  }

  const codeBeside = (h) => h.c === h.n ? "" : h.c; // not twice where it has no other name

  function listItem(h) {
    const button = node("button");
    button.type = "button";
    const words = node("span");
    words.append(node("span", "name", h.n + (h.r ? (h.r > 0 ? " ▲" : " ▼") : "")), node("span", "below", [codeBeside(h), h.p, h.x].filter(Boolean).join(" · ")));
    button.append(sign(h.s, 0.86, levelName(h)), words);
    if (h.v) button.append(coverMark(h));
    button.addEventListener("click", () => choose(h, true));
    const item = node("li");
    item.append(button);
    h.item = button;
    return item;
  }

  function chip(level) {
    const { name, sign: symbol } = D.levels[level];
    const button = node("button");
    button.type = "button";
    button.setAttribute("aria-pressed", "true");
    button.append(sign(symbol, 0.62), node("span", "", name), node("b", "", String(places.filter((h) => h.l === level).length)));
    button.addEventListener("click", () => {
      if (hidden.has(level)) hidden.delete(level); else hidden.add(level);
      button.setAttribute("aria-pressed", String(!hidden.has(level)));
      sift();
    });
    return button;
  }

  const folded = (text) => text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLocaleLowerCase();

  function sift() {
    const words = folded(byId("search").value).split(/\s+/).filter(Boolean);
    let count = 0;
    for (const h of places) {
      const text = h.text ??= folded([h.n, h.c, h.k, h.t, levelName(h)].filter(Boolean).join(" "));
      h.shown = !hidden.has(h.l) && words.every((word) => text.includes(word));
      h.item.parentNode.hidden = !h.shown;
      count += h.shown;
      for (const layer of [h.marker, h.shape]) {
        if (layer) { if (h.shown) layer.addTo(map); else layer.remove(); }
      }
    }
    if (chosen && !chosen.shown) close();
    byId("told").textContent = count === places.length ? "" : D.words.of.replace("{n}", count).replace("{all}", places.length);
    place();
  }

  function walk(event) {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const buttons = places.filter((h) => h.shown).map((h) => h.item);
    const next = buttons[buttons.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1)];
    if (next) { event.preventDefault(); next.focus(); }
  }

  // ---- card -----------------------------------------------------------------------------------------------------

  function strip(months) {
    const box = node("span", "strip");
    for (let month = 1; month <= 12; month++) box.append(node("i", months.includes(month) ? "on" : ""));
    return box;
  }

  function showCard(h) {
    const card = byId("card"), head = node("header"), words = node("div"), close_ = node("button", "close", "✕");
    words.append(node("h2", "", h.n), node("p", "below", [codeBeside(h), h.k].filter(Boolean).join(" · ")));
    close_.type = "button";
    close_.setAttribute("aria-label", D.words.close);
    close_.addEventListener("click", close);
    head.append(sign(h.s, 1.15, levelName(h)), words, close_);
    const list = node("dl");
    for (const [row, text] of h.d) {
      const value = node("dd");
      if (row === D.seasonRow && h.m && h.m.length < 12) value.append(strip(h.m));
      value.append(said(text));
      list.append(node("dt", "", D.rows[row]), value);
    }
    card.replaceChildren(head, ...(h.b ? [node("p", h.a ? "state alone" : "state", h.b)] : []), list);
    card.hidden = false;
  }

  function choose(h, fromList) {
    close();
    chosen = h;
    showCard(h);
    h.item.setAttribute("aria-current", "true");
    const list = byId("list"), scrolls = list.scrollHeight > list.clientHeight + 1;  // on a phone the page does
    if (!fromList && scrolls) h.item.scrollIntoView({ block: "nearest" });
    if (fromList && !scrolls) byId("stage").scrollIntoView({ block: "start" });
    if (h.marker) {
      if (fromList && !map.getBounds().pad(-0.12).contains(h.marker.getLatLng())) map.panTo(h.marker.getLatLng(), { animate: false });
      const half = map.latLngToContainerPoint(h.marker.getLatLng()).x > map.getSize().x / 2;
      byId("card").classList.toggle("far", !half);
      h.marker.getElement()?.classList.add("chosen");
      h.marker.setZIndexOffset(2000);
    }
    place();
  }

  function close() {
    if (!chosen) return;
    chosen.item.removeAttribute("aria-current");
    chosen.marker?.getElement()?.classList.remove("chosen");
    chosen.marker?.setZIndexOffset(chosen.z);
    byId("card").hidden = true;
    chosen = null;
  }

  // A cell has no place: signs stand in its corners, or in a grid of their own when there are many.
  function intoCorners() {
    const cells = new Map();
    for (const thing of [...places, ...D.presence]) {
      if (thing.o || !thing.x || !thing.g) continue;
      const span = spanOf(thing.g[1][0].flat(thing.g[0] === "area" ? 1 : 0)), key = span.join(" ");
      if (!cells.has(key)) cells.set(key, { span, things: [] });
      cells.get(key).things.push(thing);
    }
    for (const { span: [[west, south], [east, north]], things } of cells.values()) {
      const side = Math.max(2, Math.ceil(Math.sqrt(things.length))), gap = 0.6 / (side - 1);
      things.forEach((thing, turn) => {
        thing.o = [west + (0.2 + gap * (turn % side)) * (east - west), north - (0.2 + gap * Math.floor(turn / side)) * (north - south)];
        thing.tint = 1 - 0.8 ** (1 / things.length);  // many in one cell together as dark as one
      });
    }
  }

  function spanOf(points) {
    const xs = points.map((p) => p[0]), ys = points.map((p) => p[1]);
    return [[Math.min(...xs), Math.min(...ys)], [Math.max(...xs), Math.max(...ys)]];
  }

  // ---- map ------------------------------------------------------------------------------------------------------

  function pane(name, order) {
    map.createPane(name).style.zIndex = order;
    return name;
  }

  // Points of one class: an unseen line through all of them that bears a mark at each corner.
  const Marks = L.Path.extend({
    initialize(points, options) { L.setOptions(this, options); this.places = points.map(latLng); },
    _project() { this.at = this.places.map((place) => this._map.latLngToLayerPoint(place)); },
    _update() {
      const all = this.at.length === 1 ? [...this.at, ...this.at] : this.at;
      this._renderer._setPath(this, all.map(({ x, y }, i) => `${i ? "L" : "M"}${x} ${y}`).join(""));
    },
  });

  const edge = (number) => byId(`e${number}`).getAttribute("stroke");
  const mark = (path, number, ends) => ends.forEach((end) => path.setAttribute(`marker-${end}`, `url(#k${number})`));

  // A drawing: one kind of line, area or point with its parts, lowest first.
  function draw(layer, renderer) {
    for (const style of layer.style) {
      const options = { ...style, renderer, interactive: false, smoothFactor: 1 };
      if (style.edge !== undefined) options.color = edge(style.edge);
      if (style.hatch !== undefined) options.fillColor = `url(#h${style.hatch})`;
      let made;
      if (layer.areas) made = L.polygon(layer.areas.map((rings) => rings.map((ring) => ring.map(latLng))), options);
      else if (layer.lines) made = L.polyline(layer.lines.map((line) => line.map(latLng)), options);
      else made = new Marks(layer.points, { ...options, stroke: false, fill: false });
      made.addTo(map);
      const path = made.getElement();
      if (layer.points) {
        mark(path, style.mark, ["start", "mid", "end"]);
        path.setAttribute("opacity", style.opacity);
      }
      if (layer.from) bound.push({ element: path, from: layer.from });
    }
  }

  // Layers that somebody wanted drawn from a zoom on, with their names and lines of the legend.
  const near = ({ from }) => {
    const { lat } = map.getCenter(), pixelsInKm = 256 * 2 ** map.getZoom() / (40075.017 * Math.cos(lat * Math.PI / 180));
    return !from || pixelsInKm >= from;
  };
  const bound = [];

  function showNear() {
    for (const { element, ...limit } of bound) {
      if (near(limit)) element.removeAttribute("display"); else element.setAttribute("display", "none");
      if (element instanceof HTMLElement) element.hidden = !near(limit);
    }
    const box = document.querySelector(".legend");
    if (box) box.hidden = ![...box.querySelectorAll("section")].some((part) => !part.hidden);
  }

  // The legend of layers whose look somebody chose, each line drawn as its features are.
  function legend() {
    const box = node("details", "legend");
    box.open = matchMedia("(min-width: 761px)").matches;
    box.append(node("summary", "", D.words.legend));
    for (const { g, n, r, from } of D.keys) {
      const part = node("section");
      if (g) part.append(node("h3", "", g));
      if (n) part.append(node("p", "", n));
      for (const [style, form, text] of r) {
        const line = node("div");
        line.append(swatch(style, form), node("span", "", text));
        part.append(line);
      }
      box.append(part);
      if (from) bound.push({ element: part, from });
    }
    if (D.keys.length) byId("stage").append(box);
  }

  function swatch(style, form) {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg"), shape = document.createElementNS("http://www.w3.org/2000/svg", "path");
    const fill = style.hatch === undefined ? style.fillColor : `url(#h${style.hatch})`;
    const looks = form === "points" ? { d: "M11 8L11 8", fill: "none", opacity: style.opacity } : {
      d: form === "areas" ? "M1 1H21V15H1Z" : "M0 8H22", fill: style.fill ? fill : "none", "fill-opacity": style.fillOpacity ?? 1,
      stroke: style.edge === undefined ? style.color : edge(style.edge), "stroke-width": style.weight, "stroke-dasharray": style.dashArray ?? "none", "stroke-opacity": style.opacity,
    };
    for (const [key, value] of Object.entries(looks)) shape.setAttribute(key, value);
    if (form === "points") mark(shape, style.mark, ["start"]);
    svg.setAttribute("width", 22);
    svg.setAttribute("height", 16);
    svg.setAttribute("aria-hidden", "true");
    svg.append(shape);
    return svg;
  }

  function shapeOf(h) {
    if (!h.g) return null;
    const style = { ...D.outlines[h.l], pane: "extents", interactive: true };
    if (h.x) Object.assign(style, { dashArray: "7 5", fillOpacity: h.tint });
    const [kind, parts] = h.g;
    const shape = kind === "area"
      ? L.polygon(parts.map((rings) => rings.map((ring) => ring.map(latLng))), style)
      : L.polyline(parts.map((line) => line.map(latLng)), { ...style, fill: false, weight: 5, opacity: 0.85 });
    return shape.on("click", () => choose(h));
  }

  function addHotspots() {
    const order = Object.keys(D.levels);
    for (const h of [...places].reverse()) {
      h.shape = shapeOf(h);
      h.shape?.addTo(map);
      if (!h.o) continue;
      h.z = 100 * (order.length - order.indexOf(h.l)) + (h.a ? 500 : 0);
      h.marker = L.marker(latLng(h.o), { icon: icon(h.s, D.units.sign, h.v), keyboard: false, alt: h.n, zIndexOffset: h.z });
      h.marker.on("click", () => choose(h)).addTo(map);
    }
  }

  function addPresence() {
    for (const p of D.presence) {
      const told = node("span", "", said(p.n));
      if (p.g) {
        const options = { pane: "extents", color: p.q, weight: 1.4, dashArray: "3 4", fill: p.g[0] === "area", fillOpacity: p.x ? 0 : 0.06 };
        const make = p.g[0] === "area" ? L.polygon(p.g[1].map((rings) => rings.map((ring) => ring.map(latLng))), options) : L.polyline(p.g[1].map((line) => line.map(latLng)), options);
        make.bindTooltip(told).addTo(map);
      }
      if (p.o) p.marker = L.marker(latLng(p.o), { icon: icon(p.s, D.units.presence), keyboard: false, alt: said(p.n), zIndexOffset: -500 }).bindTooltip(told).addTo(map);
    }
  }

  function addTowns() {
    for (const t of D.towns) {
      const made = L.marker(latLng(t.o), { icon: icon(t.s, 0.9), pane: "towns", keyboard: false, interactive: false }).addTo(map);
      if (t.from) bound.push({ element: made.getElement(), from: t.from });
    }
  }

  // Meridians and parallels, 4 to 10 across the view.
  function graticule() {
    const bounds = map.getBounds(), span = bounds.getEast() - bounds.getWest();
    const step = [30, 10, 5, 2, 1, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01].find((s) => span / s >= 5) ?? 0.01;
    const lines = [];
    for (let x = Math.ceil(bounds.getWest() / step) * step; x < bounds.getEast(); x += step) lines.push([[bounds.getSouth(), x], [bounds.getNorth(), x]]);
    for (let y = Math.ceil(bounds.getSouth() / step) * step; y < bounds.getNorth(); y += step) lines.push([[y, bounds.getWest()], [y, bounds.getEast()]]);
    graticule.lines?.remove();
    graticule.lines = L.polyline(lines, { pane: "grid", color: "#6e889b", weight: 0.7, opacity: 0.35, interactive: false, noClip: true }).addTo(map);
  }

  // Presence that stands at a hotspot is moved below its sign, so that both are seen.
  function giveWay() {
    const signs = places.filter((h) => h.shown && h.o).map((h) => map.latLngToContainerPoint(latLng(h.o)));
    const stacked = new Map();
    for (const { marker, o, x } of D.presence) {
      const element = marker?.getElement();
      if (!element || x) continue;
      const at = map.latLngToContainerPoint(latLng(o));
      const near = signs.find((other) => Math.abs(other.x - at.x) < 20 && Math.abs(other.y - at.y) < 20);
      const turn = near ? stacked.get(near) ?? 0 : 0;
      if (near) stacked.set(near, turn + 1);
      element.style.marginLeft = `${near ? near.x - at.x - 13 + turn * 24 : -marker.options.icon.options.iconSize[0] / 2}px`;
      element.style.marginTop = `${near ? near.y - at.y + 13 : -marker.options.icon.options.iconSize[1] / 2}px`;
    }
  }

  // ---- labels: what matters most first, eight places around each sign, none over another ---------------------------

  function wanted() {
    const found = [];
    for (const h of places) {
      if (h.shown && h.o) found.push({ text: h.n, below: h.x, at: h.o, gap: h.v ? 16 : 12, kind: h.l === "must" ? "must" : "", rank: h === chosen ? 0 : h.a ? 1 : 2 + h.f });
    }
    for (const t of D.towns) if (near(t)) found.push({ text: t.n, at: t.o, gap: 6, kind: "town", rank: 8 + t.r });
    for (const d of D.districts) if (near(d)) found.push({ text: d.n, at: d.o, gap: 0, kind: "district", rank: 20, middle: true });
    return found.sort((a, b) => a.rank - b.rank);
  }

  function place() {
    if (!labels) return;
    labels.replaceChildren();
    const size = map.getSize(), taken = [], room = [];
    for (const h of places) if (h.shown && h.o) taken.push(around(h.o, 12, h.v ? 7 : 0));
    for (const { marker } of D.presence) if (marker?.getElement()) taken.push(boxOf(marker.getElement()));
    for (const label of wanted()) {
      const at = map.latLngToContainerPoint(latLng(label.at));
      if (at.x < 0 || at.y < 0 || at.x > size.x || at.y > size.y || room.length > 160) continue;
      const element = node("span", `label ${label.kind}`, label.text);
      if (label.below) element.append(document.createElement("br"), node("span", "label-below", label.below));
      labels.append(element);
      const width = element.offsetWidth, height = element.offsetHeight;
      const box = sides(at, width, height, label).find((b) => b[0] >= 0 && b[1] >= 0 && b[2] <= size.x && b[3] <= size.y && ![...taken, ...room].some((o) => overlap(o, b)));
      if (!box) { element.remove(); continue; }
      room.push(box);
      const corner = map.containerPointToLayerPoint([box[0], box[1]]);
      L.DomUtil.setPosition(element, corner);
    }
  }

  function around(lonLat, half, ball) {
    const { x, y } = map.latLngToContainerPoint(latLng(lonLat));
    return [x - half, y - half, x + half + ball, y + half + ball / 2];
  }

  function boxOf(element) {
    const own = element.getBoundingClientRect(), whole = map.getContainer().getBoundingClientRect();
    return [own.left - whole.left, own.top - whole.top, own.right - whole.left, own.bottom - whole.top];
  }

  function sides({ x, y }, w, h, { gap, middle }) {
    if (middle) return [[x - w / 2, y - h / 2, x + w / 2, y + h / 2]];
    const lefts = [x + gap + 2, x - gap - 2 - w, x - w / 2, x - w / 2, x + gap * 0.7, x + gap * 0.7, x - gap * 0.7 - w, x - gap * 0.7 - w];
    const tops = [y - h / 2, y - h / 2, y + gap + 1, y - gap - 1 - h, y + gap * 0.6, y - gap * 0.6 - h, y + gap * 0.6, y - gap * 0.6 - h];
    return lefts.map((left, i) => [left, tops[i], left + w, tops[i] + h]);
  }

  const overlap = (a, b) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];

  // ---- start ----------------------------------------------------------------------------------------------------

  function fit() {
    map.invalidateSize({ pan: false });
    map.fitBounds(D.bounds.map(latLng), { padding: [30, 30], animate: false });
  }

  // On paper the map is as large as the page is wide and shows all.
  function paper(width, height) {
    Object.assign(map.getContainer().style, { width, height });
    fit();
  }

  function start(leafletMap) {
    map = leafletMap;
    intoCorners();
    fit();
    map.setMaxZoom(15);
    map.setMinZoom(Math.min(map.getBoundsZoom(D.frame.map(latLng)), map.getZoom()) - 0.5);
    map.setMaxBounds(L.latLngBounds(D.frame.map(latLng)));
    const ground = L.svg({ pane: pane("ground", 210), padding: 0.4 });
    for (const layer of D.ground) draw(layer, ground);
    pane("grid", 260); pane("extents", 420); pane("towns", 430);
    labels = map.createPane("labels");
    labels.style.zIndex = 640;
    labels.style.pointerEvents = "none";
    L.control.zoom({ position: "topright", zoomInTitle: D.words.closer, zoomOutTitle: D.words.farther }).addTo(map);
    L.control.scale({ imperial: false, position: "bottomleft", maxWidth: 160 }).addTo(map);
    legend();
    addTowns();
    showNear();
    addPresence();
    addHotspots();
    byId("list").append(...places.map(listItem));
    byId("chips").append(...Object.keys(D.levels).filter((level) => D.levels[level].shown).map(chip));
    byId("search").addEventListener("input", sift);
    byId("list").addEventListener("keydown", walk);
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape") { const from = chosen; close(); from?.item.focus(); place(); }
      if (event.key === "/" && document.activeElement !== byId("search")) { event.preventDefault(); byId("search").focus(); }
    });
    map.on("moveend resize", () => { showNear(); graticule(); giveWay(); place(); });
    map.on("mousemove", ({ latlng }) => { byId("where").textContent = `${latlng.lat.toFixed(3)}, ${latlng.lng.toFixed(3)} · `; });
    map.invalidateSize({ pan: false });
    addEventListener("beforeprint", () => paper("680px", "450px"));
    addEventListener("afterprint", () => paper("", ""));
    new ResizeObserver(() => map.invalidateSize({ pan: false })).observe(byId("map_hotmap"));
    graticule();
    giveWay();
    place();
    const asked = places.find((h) => h.c && h.c === decodeURIComponent(location.hash.slice(1)));
    if (asked) choose(asked, false);
  }

  return { start };
})();
