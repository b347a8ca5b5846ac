import type uPlot from 'uplot';
import type { Palette } from './chart-colours.ts';
import type { DotForm, Shape } from './chart-model.ts';
import type { ChartPoint } from './forecast.ts';

type Of<Kind extends Shape['kind']> = Extract<Shape, { kind: Kind }>;

const fontPx = 12;
const softly = 0.16;
const dash = [5, 4];

/** Draws what is beside the curves, within the plotting area. */
export class ShapePen {
  private readonly ctx: CanvasRenderingContext2D;
  private readonly ratio = devicePixelRatio;

  constructor(
    private readonly plot: uPlot,
    private readonly palette: Palette,
  ) {
    this.ctx = plot.ctx;
  }

  draw(shapes: readonly Shape[]): void {
    const { left, top, width, height } = this.plot.bbox;
    this.ctx.save();
    this.ctx.beginPath();
    this.ctx.rect(left, top, width, height);
    this.ctx.clip();
    this.ctx.lineWidth = 1.5 * this.ratio;
    this.ctx.textAlign = 'left';
    this.ctx.textBaseline = 'alphabetic';
    this.ctx.font = `${fontPx * this.ratio}px system-ui, sans-serif`;
    for (const shape of shapes) this.one(shape);
    this.ctx.restore();
  }

  private one(shape: Shape): void {
    const { ctx } = this;
    ctx.strokeStyle = this.palette[shape.tone];
    ctx.fillStyle = this.palette[shape.tone];
    ctx.setLineDash('dashed' in shape && shape.dashed ? dash.map(px => px * this.ratio) : []);
    this.form(shape);
  }

  private form(shape: Shape): void {
    switch (shape.kind) {
      case 'area':
        this.area(shape);
        break;
      case 'line':
        this.line(shape);
        break;
      case 'level':
        this.level(shape);
        break;
      case 'path':
        this.path(shape.points, 'stroke');
        break;
      case 'polygon':
        this.path(shape.points, 'fill');
        break;
      case 'dot':
        this.dot(shape);
    }
  }

  private x(ms: number): number {
    return this.plot.valToPos(ms / 1000, 'x', true);
  }

  private y(value: number): number {
    return this.plot.valToPos(value, 'y', true);
  }

  private area({ from, to, hatched = false, y, label }: Of<'area'>): void {
    const { ctx, plot } = this;
    const left = this.x(from);
    const width = Math.max(2 * this.ratio, this.x(to) - left);
    const top = y === undefined ? plot.bbox.top : this.y(y[1]);
    const height = y === undefined ? plot.bbox.height : this.y(y[0]) - top;
    ctx.globalAlpha = softly;
    ctx.fillRect(left, top, width, height);
    ctx.globalAlpha = 1;
    if (hatched) this.hatch(left, top, width, height);
    else if (y !== undefined) ctx.strokeRect(left, top, width, height);
    if (label !== undefined) this.say(label, Math.max(left, plot.bbox.left) + 4 * this.ratio, top + fontPx * 1.2 * this.ratio);
  }

  private hatch(left: number, top: number, width: number, height: number): void {
    const { ctx, ratio, plot } = this;
    const begin = Math.max(left, plot.bbox.left);
    const end = Math.min(left + width, plot.bbox.left + plot.bbox.width);
    ctx.save();
    ctx.beginPath();
    ctx.rect(begin, top, end - begin, height);
    ctx.clip();
    ctx.beginPath();
    ctx.globalAlpha = 0.45;
    ctx.lineWidth = ratio;
    for (let x = begin - height; x < end; x += 8 * ratio) {
      ctx.moveTo(x, top + height);
      ctx.lineTo(x + height, top);
    }
    ctx.stroke();
    ctx.restore();
  }

  private line({ at, label, row = 0 }: Of<'line'>): void {
    const { top, height, left, width } = this.plot.bbox;
    const x = this.x(at);
    this.stroke([x, top], [x, top + height]);
    if (label === undefined) return;
    const room = this.ctx.measureText(label).width + 5 * this.ratio;
    const right = x + room < left + width;
    this.say(label, right ? x + 5 * this.ratio : x - room, top + fontPx * 1.2 * (row + 1) * this.ratio);
  }

  private level({ value, label, atEnd = false }: Of<'level'>): void {
    const { left, width } = this.plot.bbox;
    const y = this.y(value);
    this.ctx.setLineDash([2 * this.ratio, 3 * this.ratio]);
    this.stroke([left, y], [left + width, y]);
    if (label === undefined) return;
    const gap = 4 * this.ratio;
    this.say(label, atEnd ? left + width - this.ctx.measureText(label).width - gap : left + gap, y - gap);
  }

  private stroke(from: readonly [number, number], to: readonly [number, number]): void {
    this.ctx.beginPath();
    this.ctx.moveTo(...from);
    this.ctx.lineTo(...to);
    this.ctx.stroke();
  }

  private path(points: readonly ChartPoint[], how: 'stroke' | 'fill'): void {
    const { ctx } = this;
    ctx.beginPath();
    for (const { at, value } of points) ctx.lineTo(this.x(at), this.y(value));
    if (how === 'stroke') {
      ctx.stroke();
      return;
    }
    ctx.globalAlpha = softly * 1.5;
    ctx.fill();
    ctx.globalAlpha = 1;
  }

  private dot({ at, value, form }: Of<'dot'>): void {
    const { ctx } = this;
    const size = 4.5 * this.ratio;
    const x = this.x(at);
    const y = this.y(value);
    ctx.beginPath();
    if (form === 'circle') ctx.arc(x, y, size * 0.8, 0, 2 * Math.PI);
    else this.outline(form, x, y);
    if (form === 'cross') ctx.stroke();
    else ctx.fill();
  }

  private outline(form: Exclude<DotForm, 'circle'>, x: number, y: number): void {
    const size = 4.5 * this.ratio;
    for (const [index, [dx, dy]] of corners[form].entries()) {
      if (form === 'cross' && index % 2 === 0) this.ctx.moveTo(x + dx * size, y + dy * size);
      else this.ctx.lineTo(x + dx * size, y + dy * size);
    }
  }

  private say(text: string, x: number, y: number): void {
    const { ctx } = this;
    ctx.save();
    ctx.setLineDash([]);
    ctx.lineWidth = 3 * this.ratio;
    ctx.strokeStyle = this.palette.sheet;
    ctx.strokeText(text, x, y);
    ctx.fillText(text, x, y);
    ctx.restore();
  }
}

const corners: Readonly<Record<Exclude<DotForm, 'circle'>, readonly (readonly [number, number])[]>> = {
  cross: [[-0.8, -0.8], [0.8, 0.8], [-0.8, 0.8], [0.8, -0.8]],
  triangle: [[0, -1], [0.95, 0.8], [-0.95, 0.8]],
  diamond: [[0, -1.1], [1, 0], [0, 1.1], [-1, 0]],
};
