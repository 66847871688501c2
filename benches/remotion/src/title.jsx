// A card with an icon, two lines and a button floats over a gradient that turns, between lights that wander.
import React from 'react';
import {between, centred, easeIn, easeOut, headline, line, Stage, swaying, useTime} from './stage.jsx';

// Place, reach, speed and phase of a light's wandering, and its colour.
const lights = [
  [420, 300, 260, 180, 0.11, 0.0, '120, 90, 255'],
  [1500, 320, 300, 200, 0.09, 0.2, '150, 70, 230'],
  [960, 820, 420, 160, 0.13, 0.4, '255, 120, 80'],
  [300, 860, 200, 220, 0.08, 0.6, '60, 140, 255'],
  [1660, 840, 220, 240, 0.12, 0.8, '255, 90, 150'],
];

const Light = ({t, of: [x, y, reachX, reachY, hz, phase, colour]}) => (
  <div
    style={{
      ...centred(swaying(x, t, reachX, hz, phase), swaying(y, t, reachY, hz * 1.3, phase), 900, 900),
      background: `radial-gradient(circle closest-side, rgba(${colour}, 0.55), rgba(${colour}, 0))`,
    }}
  />
);

const star = [...Array(10)]
  .map((_, corner) => {
    const angle = (corner * Math.PI) / 5;
    const radius = corner % 2 === 0 ? 50 : 22;
    return `${Math.sin(angle) * radius},${-Math.cos(angle) * radius}`;
  })
  .join(' ');

const Icon = ({t}) => (
  <div
    style={{
      ...centred(620, 130, 150, 150), borderRadius: 38, transform: `rotate(${swaying(0, t, 8, 0.4, 0.25)}deg)`,
      background: 'linear-gradient(135deg, #ff7850, #e63282)', boxShadow: '0 14px 30px rgba(180, 30, 90, 0.4)',
    }}
  >
    <svg width={150} height={150} viewBox="-75 -75 150 150">
      <polygon points={star} fill="#fff" />
    </svg>
  </div>
);

/** A text that comes up and into sight. */
const Rising = ({inRound, starts, y, style, children}) => {
  const way = between(inRound, [starts, starts + 0.8], [0, 1], easeOut);
  return (
    <div style={{position: 'absolute', left: 0, width: 1240, top: y, textAlign: 'center', opacity: way, transform: `translateY(${44 * (1 - way)}px)`, ...style}}>
      {children}
    </div>
  );
};

const Card = ({t, inRound}) => {
  const arrives = between(inRound, [0, 0.9], [800, 540], easeOut);
  const leaves = between(inRound, [4.5, 5], [0, -140], easeIn);
  const seen = between(inRound, [0, 0.5], [0, 1]) * between(inRound, [4.6, 5], [1, 0]);
  return (
    <div
      style={{
        ...centred(960, 540, 1240, 600), borderRadius: 44, opacity: seen, transform: `translateY(${swaying(arrives + leaves - 540, t, 10, 0.4, 0)}px)`,
        background: 'linear-gradient(#fff, #e6e8ff)', boxShadow: '0 8px 16px rgba(10, 6, 40, 0.25), 0 36px 90px rgba(10, 6, 40, 0.5)',
      }}
    >
      <Icon t={t} />
      <Rising inRound={inRound} starts={0.35} y={239.2} style={{...headline, fontSize: 112, color: '#191432'}}>Launch day is here</Rising>
      <Rising inRound={inRound} starts={0.55} y={379.6} style={{...line, fontSize: 42, color: '#4b4669'}}>Everything your team needs, in one place</Rising>
      <div style={{...centred(620, 518, 320, 88), borderRadius: 44, background: 'linear-gradient(90deg, #5a3cf0, #963cf0)'}}>
        <div style={{position: 'absolute', width: 320, top: 21.5, textAlign: 'center', ...line, fontSize: 36, color: '#fff'}}>Try it free</div>
      </div>
    </div>
  );
};

export const Title = () => {
  const {t, inRound} = useTime();
  return (
    <Stage background="#000">
      <div
        style={{
          ...centred(960, 540, 2600, 2600), transform: `rotate(${swaying(-20, t, 14, 0.1, 0)}deg)`,
          background: 'linear-gradient(#14123c 200px, #50146e 1300px, #e6505a 2400px)',
        }}
      />
      {lights.map((light) => <Light key={light[5]} t={t} of={light} />)}
      <Card t={t} inRound={inRound} />
    </Stage>
  );
};
