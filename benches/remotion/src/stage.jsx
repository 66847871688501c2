// What the scenes share: the units (1920 x 1080 at every size), the fonts, the eases and the time within a round.
import React from 'react';
import {AbsoluteFill, cancelRender, continueRender, delayRender, Easing, interpolate, staticFile, useCurrentFrame, useVideoConfig} from 'remotion';

export const FPS = 30;

/** Scenes begin anew after so many seconds, so that every second of a long one costs what it costs in a short one. */
const ROUND = 5;

export const easeOut = Easing.out(Easing.cubic);
export const easeIn = Easing.in(Easing.cubic);
export const easeInOut = (x) => x * x * x * (x * (x * 6 - 15) + 10);
export const glide = Easing.out(Easing.poly(5));

/** The way from one value to another between two moments; before and after them it stands. */
export const between = (t, [starts, ends], [from, to], easing = Easing.linear) =>
  interpolate(t, [starts, ends], [from, to], {easing, extrapolateLeft: 'clamp', extrapolateRight: 'clamp'});

/** `value`, and an even swing on top of it. */
export const swaying = (value, t, amplitude, hz, phase) => value + amplitude * Math.sin(2 * Math.PI * (hz * t + phase));

/** Seconds since the beginning, seconds since this round began, and how many rounds were before it. */
export const useTime = () => {
  const frame = useCurrentFrame();
  const {fps} = useVideoConfig();
  const perRound = ROUND * fps;
  return {t: frame / fps, inRound: (frame % perRound) / fps, round: Math.floor(frame / perRound)};
};

/** The way there in one round and back in the next. */
export const toAndFro = ({inRound, round}, from, to) =>
  between(inRound, [0, ROUND], round % 2 === 0 ? [from, to] : [to, from], easeInOut);

// The engine's own fonts, set a little tighter than they say. Chromium takes a font's ascent in whole pixels, rounded or
// one less, so the scenes put texts up to two units lower than the engine's scenes do: then they stand on the same lines.
export const headline = {fontFamily: 'Headline', letterSpacing: '-0.022em', lineHeight: 1.04};
export const line = {fontFamily: 'Line', letterSpacing: '-0.004em', lineHeight: 1.3};

const waiting = delayRender('fonts');
const fonts = ['Headline', 'Line'].map((name) => new FontFace(name, `url(${staticFile(`${name.toLowerCase()}.ttf`)})`));
Promise.all(fonts.map((font) => font.load()))
  .then((loaded) => {
    loaded.forEach((font) => document.fonts.add(font));
    continueRender(waiting);
  })
  .catch(cancelRender);

export const Stage = ({background, children}) => {
  const {height} = useVideoConfig();
  return (
    <AbsoluteFill style={{background, overflow: 'hidden'}}>
      <div
        style={{
          position: 'absolute', width: 1920, height: 1080, transformOrigin: '0 0', transform: `scale(${height / 1080})`,
          textRendering: 'geometricPrecision', whiteSpace: 'pre',
        }}
      >
        {children}
      </div>
    </AbsoluteFill>
  );
};

/** A box by its middle. */
export const centred = (x, y, width, height) => ({position: 'absolute', left: x - width / 2, top: y - height / 2, width, height});
