/** The marker of whatever app, `DeferredValues`. */
const MARKER = /__deferred-[0-9a-f]{24}-\d+__/;
const MARKERS = new RegExp(MARKER, 'g');

/** Whether text holds the marker of whatever app: for code that has only the model. */
export function isMarked(text: string): boolean {
  return MARKER.test(text);
}

/** Text for people: a marker says nothing to them, and is another in each run. */
export function withoutMarkers(text: string): string {
  return text.includes('__deferred-') ? text.replace(MARKERS, '(deferred)') : text;
}
