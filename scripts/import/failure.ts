/** A reason to stop that the person who runs the import can act on; everything else is a bug and keeps its stack trace. */
export class Failure extends Error {
}
