import type { IConstruct } from 'constructs';
import type { Fleet } from './fleet';
import { ISecrets, keysOf, SecretRequest } from './secrets';

/** People make every Secret before it is needed: nothing is written but an entry of the inventory. No operator is needed anywhere. */
export class SecretsMadeBeforehand implements ISecrets {
  /** How messages call it. */
  public readonly name = 'made beforehand';
  /** People bring it to where it is read. */
  public readonly handsOver = false;

  /** Lists the Secret as one that people make. */
  public provide(fleet: Fleet, construct: IConstruct, secret: SecretRequest): void {
    const { cluster, namespace, name, type, labels, readBy, content, rotatedBy } = secret;
    fleet.claim({
      type: 'secret', cluster, path: construct.node.path,
      secret: {
        namespace, name, type: type ?? 'Opaque', labels: labels ?? {}, keys: keysOf(secret), madeBy: 'people', readBy,
        rotatedBy: content === undefined ? 'who made it' : rotatedBy,
        content,
      },
    });
  }

  /** Writes nothing: the inventory of the cluster that needs the content says where it comes from. */
  public handOver(): void {}
}
