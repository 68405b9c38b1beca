import { useEffect, useRef, type PointerEventHandler, type Ref, type WheelEventHandler } from 'react';
import { tokenColour, useThemeSeen } from '../theme/use-theme-seen.ts';

/** What a picture is drawn with. Lengths are CSS pixels. */
export interface Pen {
  readonly context: CanvasRenderingContext2D;
  readonly width: number;
  readonly height: number;
  /** Device pixels a CSS pixel. */
  readonly density: number;
  readonly colour: (token: `--${string}`) => string;
}

interface DrawingProps {
  /** Draws all of it; drawn anew whenever the function is another one, the size changes or the theme does. */
  readonly draw: (pen: Pen) => void;
  /** What a person who does not see it hears. */
  readonly label: string;
  readonly className?: string;
  readonly canvas?: Ref<HTMLCanvasElement>;
  readonly onPointerMove?: PointerEventHandler<HTMLCanvasElement>;
  readonly onPointerDown?: PointerEventHandler<HTMLCanvasElement>;
  readonly onPointerUp?: PointerEventHandler<HTMLCanvasElement>;
  readonly onPointerLeave?: PointerEventHandler<HTMLCanvasElement>;
  readonly onDoubleClick?: () => void;
  readonly onWheel?: WheelEventHandler<HTMLCanvasElement>;
}

/** A canvas that fills its place. It draws at most once a frame, and only while it is on the screen. */
export function Drawing({ draw, label, className = '', canvas, ...pointer }: DrawingProps) {
  const element = useRef<HTMLCanvasElement>(null);
  const theme = useThemeSeen();
  const painter = useRef<Painter>(null);

  useEffect(() => {
    const made = new Painter(element.current!);
    painter.current = made;
    return () => made.end();
  }, []);
  useEffect(() => painter.current!.show(draw), [draw, theme]);

  return (
    <canvas
      ref={(made) => {
        element.current = made;
        if (typeof canvas === 'function') canvas(made);
        else if (canvas) canvas.current = made;
      }}
      role="img"
      aria-label={label}
      className={`block size-full ${className}`}
      {...pointer}
    />
  );
}

/** Decides when a canvas is drawn. */
class Painter {
  readonly #canvas: HTMLCanvasElement;
  readonly #sized: ResizeObserver;
  readonly #seen: IntersectionObserver;
  #draw: ((pen: Pen) => void) | null = null;
  #visible = false;
  #frame = 0;

  constructor(canvas: HTMLCanvasElement) {
    this.#canvas = canvas;
    this.#sized = new ResizeObserver(() => this.#ask());
    this.#sized.observe(canvas);
    this.#seen = new IntersectionObserver(([entry]) => {
      this.#visible = entry?.isIntersecting ?? false;
      this.#ask();
    });
    this.#seen.observe(canvas);
  }

  show(draw: (pen: Pen) => void): void {
    this.#draw = draw;
    this.#ask();
  }

  end(): void {
    cancelAnimationFrame(this.#frame);
    this.#sized.disconnect();
    this.#seen.disconnect();
  }

  #ask(): void {
    if (this.#frame !== 0 || !this.#visible || !this.#draw) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      this.#paint();
    });
  }

  #paint(): void {
    const canvas = this.#canvas;
    const { clientWidth: width, clientHeight: height } = canvas;
    const context = canvas.getContext('2d');
    if (!context || width === 0 || height === 0) return;
    const density = window.devicePixelRatio || 1;
    const [wide, high] = [Math.round(width * density), Math.round(height * density)];
    if (canvas.width !== wide || canvas.height !== high) {
      canvas.width = wide;
      canvas.height = high;
    }
    context.setTransform(density, 0, 0, density, 0, 0);
    context.clearRect(0, 0, width, height);
    this.#draw?.({ context, width, height, density, colour: tokenColour });
  }
}
