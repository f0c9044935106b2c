import { applicationName } from '../../delivery/argo-cd/application-name';

/** Name of the Application of an application on a cluster: `payment-api-prod-eu`. One that would be too long ends in a hash of the whole. */
export function nameOn(cluster: string, application: string): string {
  return applicationName(`${application}-${cluster}`);
}

/** Name of an application's ApplicationSet; all but the first have a number. */
export function applicationSetName(application: string, shard: number): string {
  return shard === 1 ? application : `${application}-${shard}`;
}
