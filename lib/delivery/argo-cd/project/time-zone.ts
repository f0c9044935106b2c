/** What is left where the time zone data of a distribution comes without its old names, as in the images of Argo CD (Ubuntu). */
const AREAS = 'Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Etc|Europe|Indian|Pacific';
const NAME = new RegExp(`^(UTC|(${AREAS})(/[A-Z][A-Za-z0-9+_-]*)+)$`);

/**
 * What is wrong with the name of a time zone, as Go's `time.LoadLocation` reads it from files: upper and lower case matter, and names such
 * as `US/Pacific` may not be there. Argo CD then takes UTC in silence.
 *
 * @returns the message without the place, or undefined when nothing is wrong
 */
export function timeZoneFault(name: string): string | undefined {
  const hint = `write UTC or an area and city of the IANA database such as Europe/Berlin, got '${name}'`;
  if (!NAME.test(name)) return hint;
  try {
    const known = new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
    return known !== name && known.toLowerCase() === name.toLowerCase() ? `write ${known}, got '${name}'` : undefined;
  } catch {
    return hint;
  }
}
