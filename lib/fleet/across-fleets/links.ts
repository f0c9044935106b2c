import { App } from 'cdk8s';
import { IConstruct } from 'constructs';
import type { ICluster } from '../cluster';
import type { AcceptedOverlap } from '../model';

/** Clusters of several fleets that can route to each other. */
export interface Link extends IConstruct {
  readonly clusters: readonly ICluster[];
  readonly acceptedOverlaps: readonly AcceptedOverlap[];
}

/** On an App: its links, so that nobody need walk the tree to find them. */
const LINKS = Symbol.for('cdk8s-fleet.links');

type AppWithLinks = App & { [LINKS]?: readonly Link[] };

/** The links of an app, in the order they were made. */
export function linksIn(app: App): readonly Link[] {
  return (app as AppWithLinks)[LINKS] ?? [];
}

/** Adds a link to an app. */
export function addLink(app: App, link: Link): void {
  (app as AppWithLinks)[LINKS] = [...linksIn(app), link];
}
