import { isUnprintable } from './yaml-scalar';

/** A first line that begins with white space or is empty: the reader would count it as indentation, so the header must say how much is. */
const NEEDS_INDICATOR = /^[ \t\n]/;

/** A first or a last line of white space alone: readers disagree whether that is content or indentation. */
const BLANK_FIRST_LINE = /^\n*[ \t]+(?:\n|$)/;
const BLANK_LAST_LINE = /\n[ \t]+$/;

/** Every line feed before a line that is not empty; empty lines get no indentation, so that no trailing space is written. */
const LINE_STARTS = /\n(?=[^\n])/g;

/**
 * Writes text of several lines as a block literal, from its header to its last line feed, or undefined where that is not exactly reversible.
 *
 * @param text the text; it must hold a line feed
 * @param pad the spaces before each line: two more than those of the node that holds the text
 */
export function blockText(text: string, pad: string): string | undefined {
  let end = text.length;
  while (end > 0 && text.charCodeAt(end - 1) === 10) end--;
  const body = text.slice(0, end);
  if (end === 0 || BLANK_FIRST_LINE.test(body) || BLANK_LAST_LINE.test(body) || isUnprintable(body)) return undefined;
  const breaks = text.length - end;
  const indicator = NEEDS_INDICATOR.test(body) ? '2' : '';
  const chomping = breaks === 0 ? '-' : breaks === 1 ? '' : '+';
  return `|${indicator}${chomping}${`\n${body}`.replace(LINE_STARTS, `\n${pad}`)}${'\n'.repeat(Math.max(breaks, 1))}`;
}
