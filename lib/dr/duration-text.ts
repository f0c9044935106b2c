/** Minutes as Go writes a duration: `720h0m0s`. */
export function goDurationText(minutes: number): string {
  const seconds = Math.round(minutes * 60);
  const [hours, rest] = [Math.floor(seconds / 3600), seconds % 3600];
  const minute = Math.floor(rest / 60);
  return `${hours > 0 ? `${hours}h` : ''}${hours > 0 || minute > 0 ? `${minute}m` : ''}${rest % 60}s`;
}
