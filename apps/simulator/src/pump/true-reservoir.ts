/** What really is in the reservoir, and every nanolitre that went in or out. Fractions of a nanolitre are kept. */
export class TrueReservoir {
  volumeNl = 0;
  filledNl = 0;
  aspiratedNl = 0;
  expelledNl = 0;

  constructor(private readonly capacityNl: number) {}

  /** Expels up to `askedNl`, never more than there is; a negative amount corrects an earlier one. Gives what was expelled. */
  expel(askedNl: number): number {
    const expelledNl = Math.min(askedNl, this.volumeNl);
    this.volumeNl -= expelledNl;
    this.expelledNl += expelledNl;
    return expelledNl;
  }

  /** Draws out all but what a needle leaves behind; gives what was drawn. */
  aspirate(leftBehindNl: number): number {
    const drawnNl = Math.max(0, this.volumeNl - leftBehindNl);
    this.volumeNl -= drawnNl;
    this.aspiratedNl += drawnNl;
    return drawnNl;
  }

  /** Fills in what fits: a reservoir takes 5 % above its rated capacity. Gives what went in. */
  fill(askedNl: number): number {
    const filledNl = Math.min(askedNl, this.capacityNl * 1.05 - this.volumeNl);
    this.volumeNl += filledNl;
    this.filledNl += filledNl;
    return filledNl;
  }
}
