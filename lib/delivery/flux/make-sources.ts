import { Construct } from 'constructs';
import { SHARDING_LABEL, SourceNeed } from './sources';
import { GitRepository, HelmRepository, OCIRepository } from '../../../imports/flux-source';
import { compareText } from '../../fleet/names';

/** Makes each source once, in an order that does not depend on who needs it. */
export function makeSources(scope: Construct, needs: readonly SourceNeed[]): void {
  const distinct = new Map(needs.map(need => [`${need.kind}-${need.namespace}-${need.name}`, need]));
  for (const [id, need] of [...distinct].sort(([a], [b]) => compareText(a, b))) {
    const metadata = { name: need.name, namespace: need.namespace, labels: shardLabels(need.shard) };
    switch (need.kind) {
      case 'GitRepository': new GitRepository(scope, id, { metadata, spec: need.spec }); break;
      case 'OCIRepository': new OCIRepository(scope, id, { metadata, spec: need.spec }); break;
      case 'HelmRepository': new HelmRepository(scope, id, { metadata, spec: need.spec }); break;
    }
  }
}

/** The labels that put an object into a shard. */
export function shardLabels(shard: string | undefined): Record<string, string> | undefined {
  return shard === undefined ? undefined : { [SHARDING_LABEL]: shard };
}
