import { ApiObject } from 'cdk8s';
import { formatFinding, ICluster } from '../../../lib/fleet';
import { SERVICE_RULES } from '../../../lib/services/rules';
import { sample } from '../samples';

/** What one rule finds. */
export function foundBy(code: string, fleet: ReturnType<typeof sample>['fleet']): readonly string[] {
  if (!SERVICE_RULES.some(rule => rule.code === code)) {
    throw new Error(`there is no rule '${code}'`);
  }
  return fleet.check().filter(finding => finding.code === code).map(formatFinding);
}

/** A Service that people write themselves. */
export function rawService({ chart }: ICluster, spec: object, metadata: { readonly name?: string; readonly namespace?: string } = {}): ApiObject {
  return new ApiObject(chart, `raw-${chart.node.children.length}`, {
    apiVersion: 'v1', kind: 'Service', metadata: { name: 'payment-api', namespace: 'production', ...metadata }, spec,
  });
}
