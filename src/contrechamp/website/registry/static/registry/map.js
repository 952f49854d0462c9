/* The map that the server drew, made to be moved by hand. Each view is the server's own, asked for by its address:
   without this script nothing is lost. */
"use strict";
(() => {
  const place = document.getElementById("map");
  const frame = place && place.querySelector(".map-frame");
  if (!frame || !window.L) return;
  const PARTS = [".map-key", "#tableau", ".map-moves", ".margin"]; // what of a view goes with the map
  const AROUND = 0.2; // of a view, drawn beyond each of its sides, so that a hand finds no bare edge

  const readBox = (text) => {
    const [west, south, east, north] = text.split(",").map(Number);
    return L.latLngBounds([south, west], [north, east < west ? east + 360 : east]);
  };
  const first = frame.querySelector("svg");
  const drawn = first.viewBox.baseVal;
  const isWide = frame.clientWidth > drawn.width * 0.8; // then what came is fit to be seen, and asked for no second time
  const high = isWide ? (frame.clientWidth * drawn.height) / drawn.width : Math.min(560, window.innerHeight * 0.7, frame.clientWidth * 1.2);
  const bounds = readBox(place.dataset.box);
  frame.replaceChildren();
  frame.classList.add("map-live");
  place.classList.add("picture-live");
  place.removeAttribute("tabindex");
  document.querySelector(".picture-other")?.remove(); // a map that asks for its own width needs no other one
  frame.style.height = `${Math.round(high)}px`;

  const map = L.map(frame, {
    attributionControl: false, zoomControl: false, minZoom: 2, maxZoom: 19, zoomSnap: 0, zoomDelta: 0.5,
    wheelPxPerZoomLevel: 120, maxBounds: [[-85, -360], [85, 360]],
  });
  L.control.zoom({ zoomInTitle: place.dataset.nearer, zoomOutTitle: place.dataset.farther }).addTo(map);
  map.fitBounds(bounds, { animate: false });
  map.options.zoomSnap = 0.25;
  let shown = L.svgOverlay(first, bounds, { interactive: false }).addTo(map);
  let asked = null;

  const writeAddress = (box, wide, high) => {
    const address = new URL(window.location);
    const wrap = (degrees) => ((((degrees + 180) % 360) + 360) % 360) - 180;
    const round = (degrees) => Number(degrees.toFixed(6));
    const sides = [wrap(box.getWest()), Math.max(-85, box.getSouth()), wrap(box.getEast()), Math.min(85, box.getNorth())];
    if (box.getEast() - box.getWest() >= 360) [sides[0], sides[2]] = [-180, 180];
    address.searchParams.set("boite", sides.map(round).join(","));
    for (const name of ["centre", "zoom", "lieu", "liste", "p", "tri"]) address.searchParams.delete(name);
    address.hash = "";
    if (wide) address.searchParams.set("cadre", `${Math.round(wide)}x${Math.round(high)}`);
    else address.searchParams.delete("cadre");
    return address;
  };

  const show = (view, box) => {
    const next = view.querySelector(".map-frame svg");
    if (!next) return;
    const overlay = L.svgOverlay(document.importNode(next, true), box, { interactive: false }).addTo(map);
    shown.remove();
    shown = overlay;
    for (const part of PARTS) {
      const [here, there] = [document.querySelector(`main ${part}`), view.querySelector(`main ${part}`)];
      if (here && there) here.replaceWith(document.importNode(there, true));
    }
  };

  const ask = async () => {
    if (asked) asked.abort();
    asked = new AbortController();
    const box = map.getBounds().pad(AROUND);
    const { x, y } = map.getSize();
    const times = 1 + 2 * AROUND;
    const address = writeAddress(box, Math.min(1600, x * times), Math.min(1200, y * times));
    address.searchParams.set("legende", Math.round(x));
    history.replaceState(null, "", writeAddress(map.getBounds()));
    try {
      const answer = await fetch(address, { signal: asked.signal });
      if (!answer.ok) return;
      const view = new DOMParser().parseFromString(await answer.text(), "text/html");
      show(view, readBox(view.getElementById("map").dataset.box));
    } catch (fault) {
      if (fault.name !== "AbortError") throw fault;
    }
  };
  map.on("moveend", ask);
  if (!isWide) ask();

  frame.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (!link) return;
    if (map.dragging.moved()) { event.preventDefault(); return; } // the end of a drag is no click
    const box = new URL(link.getAttribute("href"), window.location).searchParams.get("boite");
    const isList = new URL(link.getAttribute("href"), window.location).searchParams.has("liste");
    if (!box || isList) return; // one device: its entry
    event.preventDefault();
    map.fitBounds(readBox(box), { maxZoom: 19 });
  }, true);
})();
