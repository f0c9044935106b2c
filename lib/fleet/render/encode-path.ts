/**
 * One construct id for a path below the fleet, so that a construct has one scope in each cluster: `payments/eu` becomes `payments.eu`.
 *
 * Injective: a dot or percent sign inside an id is written as `%2E` or `%25`. The result is part of file names and generated names: a contract.
 */
export function encodePath(fleetPath: string, constructPath: string): string {
  const below = constructPath.startsWith(`${fleetPath}/`) ? constructPath.slice(fleetPath.length + 1) : constructPath;
  return below.split('/').map(id => id.replace(/%/g, '%25').replace(/\./g, '%2E')).join('.');
}
