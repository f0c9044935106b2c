import * as pulumi from '@pulumi/pulumi';
import { ClusterChart, Deferred, DeferredText, Manifest, withDeferred } from '../fleet';

/**
 * A value that is known only at deployment, for a prop whose type names `Deferred`: the id, ARN or endpoint of something that the same program makes.
 *
 * @param output the Output. Text with Outputs in it is one too: that of `pulumi.interpolate` or `pulumi.jsonStringify`
 * @throws for what is no Output: a value that is known is written as it is
 */
export function deferred<T>(output: pulumi.Output<T>): Deferred<pulumi.Output<T>> {
  if (!pulumi.Output.isInstance(output)) {
    throw new Error('deferred: write a Pulumi Output; a value that is known is written as it is');
  }
  return Deferred.of(output);
}

/** The fields of a manifest as Pulumi gets them, with Outputs for what is deferred. */
export function inputsOf(chart: ClusterChart, manifest: Manifest): pulumi.Inputs {
  return withDeferred(chart, manifest, valueOf);
}

function valueOf(pieces: DeferredText): pulumi.Input<unknown> {
  const values = pieces.map(piece => (typeof piece === 'string' ? piece : piece.value));
  return values.length === 1 ? values[0] : pulumi.concat(...values);
}
