/** Name of the AppProject of a fleet's folders. */
export function foldersProject(fleet: string): string {
  return fleet;
}

/** Name of the AppProject of a fleet's charts. */
export function chartsProject(fleet: string): string {
  return `${fleet}-charts`;
}

/** Name of the AppProject of a fleet's applications, where clusters have an Argo CD of their own. */
export function applicationsProject(fleet: string): string {
  return `${fleet}-applications`;
}
