import { Component, type ReactNode } from "react";
import { type Location, useLocation } from "react-router";
import { BrokenPage } from "./BrokenPage";

/** Shows in place of pages that threw what they threw, until another address is gone to. */
export function PageBoundary({ children }: { children: ReactNode }) {
  return <Boundary location={useLocation()}>{children}</Boundary>;
}

interface BoundaryProps {
  location: Location;
  children: ReactNode;
}

interface BoundaryState {
  location: Location;
  thrown: { error: unknown } | null;
}

class Boundary extends Component<BoundaryProps, BoundaryState> {
  override state: BoundaryState = { location: this.props.location, thrown: null };

  static getDerivedStateFromError = (error: unknown) => ({ thrown: { error } });

  static getDerivedStateFromProps = ({ location }: BoundaryProps, state: BoundaryState) =>
    location === state.location ? null : { location, thrown: null };

  override render() {
    const { thrown } = this.state;
    return thrown === null ? this.props.children : <BrokenPage error={thrown.error} />;
  }
}
