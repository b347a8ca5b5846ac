/** Each answer of a broker is led by its length in four bytes. */
const leadBytes = 4;
/** No broker is asked for nearly as much: a longer answer is none. */
const mostBytes = 1024 * 1024 * 1024;

/**
 * Cuts what a connection brings into answers. An answer is copied once, into a buffer of its own, whatever pieces it comes in: the memory of
 * a piece may be used again as soon as `push` is back.
 */
export class ResponseFrames {
  readonly #lead = Buffer.alloc(leadBytes);
  #frame: Buffer | null = null;
  /** Bytes of the answer under way that are there, its lead included. */
  #filled = 0;

  /**
   * The answers that are complete with this piece, each behind its lead.
   * @throws RangeError where a length makes no sense: nothing that follows can be read
   */
  push(piece: Buffer): readonly Buffer[] {
    const complete: Buffer[] = [];
    let at = 0;
    while (at < piece.length) {
      at += this.#frame === null ? this.#fillLead(piece, at) : this.#fill(this.#frame, piece, at);
      if (this.#frame?.length !== this.#filled) continue;
      complete.push(this.#frame);
      this.#frame = null;
      this.#filled = 0;
    }
    return complete;
  }

  #fill(target: Buffer, piece: Buffer, at: number): number {
    const copied = piece.copy(target, this.#filled, at);
    this.#filled += copied;
    return copied;
  }

  #fillLead(piece: Buffer, at: number): number {
    const copied = this.#fill(this.#lead, piece, at);
    if (this.#filled < leadBytes) return copied;
    const length = this.#lead.readInt32BE();
    if (length < 0 || length > mostBytes) throw new RangeError(`an answer of ${length} bytes`);
    this.#frame = Buffer.allocUnsafe(leadBytes + length);
    this.#lead.copy(this.#frame);
    return copied;
  }
}
