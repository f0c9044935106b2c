import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { IDENTITY_VARIABLES, SERVICE_ACCOUNT } from './names';
import { isMarked } from '../../fleet/deferred-marker';
import type { Identity } from '../storage/identity';

/** The chart cannot bring what is known only at deployment: its values are merged and compared at synth. So the program makes these itself. */
interface Places {
  readonly scope: () => Construct;
  readonly namespace: string;
}

/**
 * Objects that tell the pods of Velero who they are to their clouds, each only where something in it is deferred: the ServiceAccount in place of
 * that of the chart, and a ConfigMap that its variables are read from. Called again when another identity has come.
 *
 * @param identities those of the cluster so far, with markers in place of what is deferred
 */
export function makeIdentityObjects({ scope, namespace }: Places, identities: readonly Identity[]): void {
  const annotations: Readonly<Record<string, string>> = Object.assign({}, ...identities.map(identity => identity.serviceAccountAnnotations));
  const variables = deferredOnes(identities);
  if (Object.values(annotations).some(isMarked)) {
    const account = once(scope(), 'service-account', 'ServiceAccount', { name: SERVICE_ACCOUNT, namespace });
    Object.entries(annotations).forEach(([key, value]) => account.metadata.addAnnotation(key, value));
  }
  if (Object.keys(variables).length > 0) {
    once(scope(), 'variables', 'ConfigMap', { name: IDENTITY_VARIABLES, namespace }, { data: variables });
  }
}

/** Variables that are deferred. Identities that differ are refused with the values of the chart, so that the first ones are those of all. */
function deferredOnes(identities: readonly Identity[]): Readonly<Record<string, string>> {
  return Object.fromEntries(identities.flatMap(({ variables = {} }) => Object.entries(variables).filter(([, value]) => isMarked(value))));
}

function once(scope: Construct, id: string, kind: string, metadata: Readonly<Record<'name' | 'namespace', string>>, fields: object = {}): ApiObject {
  return scope.node.tryFindChild(id) as ApiObject | undefined ?? new ApiObject(scope, id, { apiVersion: 'v1', kind, metadata, ...fields });
}
