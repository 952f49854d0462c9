// An improvement only: without it, lines are ticked. Words that are selected in the text get the offer to be quoted.
"use strict";
const text = document.querySelector("ol[data-offer]");

// The place of a point of the selection among the code points of the page; null outside its text.
function findPlace(node, offset) {
  const line = (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement).closest("li[data-start]");
  if (!line || !text.contains(line)) return null;
  const before = document.createRange();
  before.setStart(line, 0);
  before.setEnd(node, offset);
  let place = [...before.toString()].length;
  for (const gap of (line.dataset.gaps || "").split(" ").filter(Boolean)) if (Number(gap) <= place) place += 1;
  return Number(line.dataset.start) + place;
}

function makeLink(words, address) {
  const link = document.createElement("a");
  link.className = "button";
  link.textContent = words;
  link.dataset.address = address;
  return link;
}

function makeOffer() {
  const offer = document.createElement("span");
  offer.className = "offer no-print";
  offer.append(makeLink(text.dataset.offer, text.dataset.address));
  if (text.dataset.desk) offer.append(makeLink(text.dataset.establish, text.dataset.desk)); // for the team
  offer.hidden = true;
  offer.addEventListener("mousedown", (event) => event.preventDefault()); // or the selection would be lost
  text.parentElement.append(offer);
  return offer;
}

function follow(offer) {
  const selection = document.getSelection();
  const range = selection.rangeCount ? selection.getRangeAt(0) : null;
  const start = range && findPlace(range.startContainer, range.startOffset);
  const end = range && findPlace(range.endContainer, range.endOffset);
  offer.hidden = start === null || end === null || !range.toString().trim();
  if (offer.hidden) return;
  const frame = range.getBoundingClientRect(), around = text.parentElement.getBoundingClientRect();
  for (const link of offer.children) link.href = `${link.dataset.address}?p=${start}-${end}`;
  offer.style.top = `${frame.bottom - around.top + 8}px`;
  offer.style.left = `${Math.max(0, Math.min(frame.left - around.left, around.width - offer.offsetWidth))}px`;
}

if (text) {
  const offer = makeOffer();
  document.addEventListener("selectionchange", () => follow(offer));
}
