export { checkArgoCdName, LONGEST_GENERATED_APPLICATION_NAME } from './application-name';
export * from './argo-cd-project-spec';
export { checkArgoCdProject } from './check-project';
export { checkCron, CronOptions } from './cron';
export { ArgoCdDestinationCluster, permitsDestination, permitsResource, permitsSource } from './permits';
export { ArgoCdSyncWindow, checkSyncWindows } from './sync-window';
export { timeZoneFault } from './time-zone';
